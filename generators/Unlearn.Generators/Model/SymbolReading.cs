using Microsoft.CodeAnalysis;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>Short words for reading symbols.</summary>
internal static class SymbolReading
{
    /// <summary>The name that generated code uses: <c>global::Namespace.Type</c>.</summary>
    public static string TypeName(this ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The name that metadata uses: <c>Namespace.Type`1</c>.</summary>
    public static string MetadataFullName(this INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString() + "." + type.MetadataName
            : type.MetadataName;

    public static bool IsFromSystem(this INamedTypeSymbol type) =>
        (type.ContainingNamespace.ToDisplayString() + ".").StartsWith("System.", StringComparison.Ordinal);

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Get(attribute) is not null;

    public static AttributeData? Get(this ISymbol symbol, string attribute) => symbol.All(attribute).FirstOrDefault();

    public static IEnumerable<AttributeData> All(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Where(data => data.AttributeClass?.MetadataFullName() == attribute);

    public static object? Named(this AttributeData attribute, string argument) =>
        attribute.NamedArguments.FirstOrDefault(pair => pair.Key == argument).Value.Value;

    public static EquatableArray<string> NamedStrings(this AttributeData attribute, string argument) =>
        attribute.NamedArguments.FirstOrDefault(pair => pair.Key == argument).Value is { IsNull: false } value
            ? value.Strings()
            : [];

    public static EquatableArray<string> Strings(this TypedConstant constant) =>
        constant.Values.Select(static item => item.Value).OfType<string>().ToEquatableArray();
}
