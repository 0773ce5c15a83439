namespace Unlearn.Generators;

/// <summary>The attributes that the generator knows by name; everything else it finds through them.</summary>
internal static class WellKnownNames
{
    public const string Components = "Unlearn.Core.Components.";

    public const string ComponentAttribute = Components + nameof(Core.Components.ComponentAttribute);
    public const string YamlNameAttribute = Components + nameof(Core.Components.YamlNameAttribute);
    public const string CountAttribute = Components + nameof(Core.Components.CountAttribute);
    public const string OneOfAttribute = Components + nameof(Core.Components.OneOfAttribute);
    public const string SumAtMostAttribute = Components + nameof(Core.Components.SumAtMostAttribute);
    public const string ServesAttribute = Components + nameof(Core.Components.ServesAttribute);
    public const string RefusesAttribute = Components + nameof(Core.Components.RefusesAttribute);
    public const string QueryAttribute = Components + nameof(Core.Components.QueryAttribute);
    public const string ExpectationsAttribute = Components + nameof(Core.Components.ExpectationsAttribute);
    public const string ColumnsAttribute = Components + nameof(Core.Components.ColumnsAttribute);
    public const string RequiresAttribute = Components + nameof(Core.Components.RequiresAttribute);
    public const string UsedByAttribute = Components + nameof(Core.Components.UsedByAttribute);

    public const string SearchSpaceAttribute = Components + nameof(Core.Components.SearchSpaceAttribute);
    public const string SearchChoicesAttribute = Components + nameof(Core.Components.SearchChoicesAttribute);

    public const string ManifestRootAttribute = Components + nameof(Core.Components.ManifestRootAttribute);
    public const string ManifestEntryAttribute = Components + nameof(Core.Components.ManifestEntryAttribute);

    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string RegularExpressionAttribute = "System.ComponentModel.DataAnnotations.RegularExpressionAttribute";
    public const string DefaultValueAttribute = "System.ComponentModel.DefaultValueAttribute";
}
