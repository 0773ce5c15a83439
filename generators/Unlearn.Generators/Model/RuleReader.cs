using System.Globalization;
using Microsoft.CodeAnalysis;
using Unlearn.Core.Components;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>Reads the attributes that bound an option's value.</summary>
internal static class RuleReader
{
    public static RuleModel Read(IPropertySymbol property) =>
        new(
            ReadRange(property.Get(WellKnownNames.RangeAttribute)),
            property.Get(WellKnownNames.RegularExpressionAttribute)?.ConstructorArguments[0].Value as string,
            ReadCount(property.Get(WellKnownNames.CountAttribute)),
            property.Get(WellKnownNames.DefaultValueAttribute)?.ConstructorArguments is [{ Value: { } value }]
                ? Convert.ToString(value, CultureInfo.InvariantCulture)
                : null,
            property
                .All(WellKnownNames.UsedByAttribute)
                .SelectMany(static attribute => attribute.ConstructorArguments[0].Values)
                .Select(static constant => constant.Value)
                .OfType<INamedTypeSymbol>()
                .Select(static type => type.TypeName())
                .ToEquatableArray(),
            property.Get(WellKnownNames.ColumnsAttribute) is { } columns
                ? columns.Named(nameof(ColumnsAttribute.Holds)) as string ?? ColumnsAttribute.Either
                : null,
            SearchReader.Read(property)
        );

    private static RangeModel? ReadRange(AttributeData? attribute)
    {
        // [Range(typeof(T), "low", "high")] has its bounds last as well, as text.
        if (attribute is null || attribute.ConstructorArguments.Length < 2)
        {
            return null;
        }

        object?[] bounds = [.. attribute.ConstructorArguments.Select(static constant => constant.Value)];
        return new(
            Convert.ToDouble(bounds[bounds.Length - 2], CultureInfo.InvariantCulture),
            Convert.ToDouble(bounds[bounds.Length - 1], CultureInfo.InvariantCulture),
            attribute.Named("MinimumIsExclusive") is true,
            attribute.Named("MaximumIsExclusive") is true
        );
    }

    private static CountModel? ReadCount(AttributeData? attribute) =>
        attribute is null
            ? null
            : new((int)attribute.ConstructorArguments[0].Value!, attribute.Named("Most") as int? ?? int.MaxValue);
}
