namespace Unlearn.Generators;

/// <summary>The few contract types that the generator knows by name; everything else it finds through their attributes.</summary>
internal static class WellKnownNames
{
    public const string Components = "Unlearn.Core.Components.";
    public const string Definition = "Unlearn.Engine.Definition.";

    public const string ComponentAttribute = Components + "ComponentAttribute";
    public const string YamlNameAttribute = Components + "YamlNameAttribute";
    public const string CountAttribute = Components + "CountAttribute";
    public const string OneOfAttribute = Components + "OneOfAttribute";
    public const string SumAtMostAttribute = Components + "SumAtMostAttribute";
    public const string ServesAttribute = Components + "ServesAttribute";
    public const string RefusesAttribute = Components + "RefusesAttribute";
    public const string QueryAttribute = Components + "QueryAttribute";
    public const string ExpectationsAttribute = Components + "ExpectationsAttribute";
    public const string ColumnsAttribute = Components + "ColumnsAttribute";
    public const string RequiresAttribute = Components + "RequiresAttribute";
    public const string UsedByAttribute = Components + "UsedByAttribute";

    public const string SearchSpaceAttribute = Components + "SearchSpaceAttribute";
    public const string SearchChoicesAttribute = Components + "SearchChoicesAttribute";

    public const string ManifestRootAttribute = Definition + "ManifestRootAttribute";
    public const string Named = Definition + "Named`1";
    public const string SearchSpace = "global::" + Definition + "SearchSpace";
    public const string Experiment = "global::" + Definition + "IExperiment";
    public const string Definition0 = "global::" + Definition + "ExperimentDefinition";

    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string RegularExpressionAttribute = "System.ComponentModel.DataAnnotations.RegularExpressionAttribute";
    public const string DefaultValueAttribute = "System.ComponentModel.DefaultValueAttribute";
}
