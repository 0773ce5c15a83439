using Microsoft.CodeAnalysis;
using Unlearn.Core.Components;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>Reads the attributes that say what a component, or a member of an enum, can be combined with.</summary>
internal static class LimitsReader
{
    public static LimitsModel Read(ISymbol symbol) =>
        new(
            symbol
                .All(WellKnownNames.ServesAttribute)
                .Select(static attribute => new ServesModel(
                    Types(attribute),
                    Text(attribute, nameof(ServesAttribute.Reason))
                ))
                .ToEquatableArray(),
            symbol
                .All(WellKnownNames.RefusesAttribute)
                .Select(static attribute => new RefusesModel(
                    Types(attribute),
                    Text(attribute, nameof(RefusesAttribute.With)),
                    Text(attribute, nameof(RefusesAttribute.Without)),
                    Text(attribute, nameof(RefusesAttribute.Reason))
                ))
                .ToEquatableArray()
        );

    /// <summary>The types that an attribute lists.</summary>
    public static EquatableArray<string> Types(AttributeData attribute) =>
        attribute
            .ConstructorArguments[0]
            .Values.Select(static constant => constant.Value)
            .OfType<INamedTypeSymbol>()
            .Select(static type => type.TypeName())
            .ToEquatableArray();

    private static string Text(AttributeData attribute, string name) => attribute.Named(name) as string ?? "";
}
