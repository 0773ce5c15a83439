using Microsoft.CodeAnalysis;
using Unlearn.Core.Names;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>Projects records of options into models and gathers the nested records and families that they mention.</summary>
internal sealed class RecordReader(bool withSummaries)
{
    private readonly Dictionary<string, RecordModel> _nested = new(StringComparer.Ordinal);
    private readonly List<INamedTypeSymbol> _families = [];

    /// <summary>All nested records met so far.</summary>
    public IEnumerable<RecordModel> Nested => _nested.Values;

    /// <summary>Interfaces of the families met so far, in the order of meeting.</summary>
    public IReadOnlyList<INamedTypeSymbol> Families => _families;

    public RecordModel Read(INamedTypeSymbol type) =>
        new(
            type.TypeName(),
            PropertiesOf(type).Select(ReadProperty).ToEquatableArray(),
            type.All(WellKnownNames.OneOfAttribute).Select(ReadChoice).ToEquatableArray(),
            type.Get(WellKnownNames.SumAtMostAttribute) is { } sum ? ReadSum(sum) : null,
            Summary(type)
        );

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? at = type; at is { SpecialType: not SpecialType.System_Object }; at = at.BaseType)
        {
            chain.Push(at);
        }

        Dictionary<string, IPropertySymbol> properties = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (IPropertySymbol property in chain.SelectMany(static at => at.GetMembers().OfType<IPropertySymbol>()))
        {
            bool isOption =
                property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
                && property.SetMethod is { DeclaredAccessibility: Accessibility.Public };
            if (isOption)
            {
                if (!properties.ContainsKey(property.Name))
                {
                    order.Add(property.Name);
                }

                properties[property.Name] = property;
            }
        }

        return order.Select(name => properties[name]);
    }

    private PropertyModel ReadProperty(IPropertySymbol property) =>
        new(
            KeyOf(property, ManifestNames.Camel(property.Name)),
            property.Name,
            ReadValue(property),
            property.IsRequired,
            RuleReader.Read(property),
            InheritedSummary(property)
        );

    private ValueModel ReadValue(IPropertySymbol property) =>
        property.Has(WellKnownNames.QueryAttribute) ? new QueryModel(property.Type.TypeName())
        : property.Get(WellKnownNames.ExpectationsAttribute) is { } mark
        && mark.ConstructorArguments[0].Value is INamedTypeSymbol verdicts
        && property.Type is INamedTypeSymbol list
        && ListItemOf(list) is { } item
            ? new ExpectationsModel(
                item.TypeName(),
                ReadEnum(verdicts).Members.Select(static member => member.Key).ToEquatableArray()
            )
        : Classify(property.Type);

    private ValueModel Classify(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Classify(nullable.TypeArguments[0]);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return new ScalarModel(ScalarKind.Boolean);
            case SpecialType.System_Int32:
                return new ScalarModel(ScalarKind.Integer);
            case SpecialType.System_Int64:
                return new ScalarModel(ScalarKind.LongInteger);
            case SpecialType.System_Double:
                return new ScalarModel(ScalarKind.Number);
            case SpecialType.System_String:
                return new ScalarModel(ScalarKind.Text);
        }

        return type switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Enum } named => ReadEnum(named),
            IArrayTypeSymbol { Rank: 1 } array => ClassifyList(array.ElementType),
            INamedTypeSymbol named when ListItemOf(named) is { } item => ClassifyList(item),
            INamedTypeSymbol named when named.IsFromSystem() => new UnsupportedModel(type.ToDisplayString()),
            INamedTypeSymbol { TypeKind: TypeKind.Interface, IsGenericType: false } family => Family(family),
            INamedTypeSymbol { IsAbstract: false, IsGenericType: false } record when CanConstruct(record) => Nest(
                record
            ),
            _ => new UnsupportedModel(type.ToDisplayString()),
        };
    }

    private ValueModel ClassifyList(ITypeSymbol item)
    {
        if (
            item is INamedTypeSymbol { IsGenericType: true } named
            && named.OriginalDefinition.Has(WellKnownNames.ManifestEntryAttribute)
        )
        {
            return Classify(named.TypeArguments[0]) is FamilyReference family
                ? new NamedMapModel(family.Family)
                : new UnsupportedModel(item.ToDisplayString());
        }

        ValueModel model = Classify(item);
        return model is UnsupportedModel ? model : new ListModel(model);
    }

    private static ITypeSymbol? ListItemOf(INamedTypeSymbol type) =>
        type.OriginalDefinition.MetadataFullName()
            is "System.Collections.Generic.IReadOnlyList`1"
                or "System.Collections.Generic.IReadOnlyCollection`1"
                or "System.Collections.Generic.IEnumerable`1"
                or "System.Collections.Generic.IList`1"
                or "System.Collections.Generic.List`1"
                or "System.Collections.Immutable.ImmutableArray`1"
            ? type.TypeArguments[0]
            : null;

    private static bool CanConstruct(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(static constructor =>
            constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true }
        );

    private RecordReference Nest(INamedTypeSymbol type)
    {
        string name = type.TypeName();
        if (!_nested.ContainsKey(name))
        {
            // The placeholder ends the recursion of a record that contains itself.
            _nested.Add(name, new(name, [], [], null, ""));
            _nested[name] = Read(type);
        }

        return new(name);
    }

    private FamilyReference Family(INamedTypeSymbol type)
    {
        if (!_families.Contains(type, SymbolEqualityComparer.Default))
        {
            _families.Add(type);
        }

        return new(type.TypeName());
    }

    private EnumModel ReadEnum(INamedTypeSymbol type) =>
        new(
            type.TypeName(),
            type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(static field => field.IsConst)
                .Select(field => new EnumMemberModel(
                    KeyOf(field, ManifestNames.Kebab(field.Name)),
                    field.Name,
                    Summary(field),
                    LimitsReader.Read(field)
                ))
                .ToEquatableArray()
        );

    private static ChoiceModel ReadChoice(AttributeData attribute) =>
        new(attribute.ConstructorArguments[0].Strings(), attribute.Named("Optional") is true);

    private static SumModel ReadSum(AttributeData attribute) =>
        new((double)attribute.ConstructorArguments[0].Value!, attribute.ConstructorArguments[1].Strings());

    /// <summary>The manifest's key of a property or of a member of an enum.</summary>
    public static string KeyOf(ISymbol symbol, string otherwise) =>
        symbol.Get(WellKnownNames.YamlNameAttribute)?.ConstructorArguments[0].Value as string ?? otherwise;

    // <inheritdoc/> of an interface's property.
    private string InheritedSummary(IPropertySymbol property)
    {
        string own = Summary(property);
        return own.Length > 0 || !withSummaries
            ? own
            : property
                .ContainingType.AllInterfaces.SelectMany(item => item.GetMembers(property.Name))
                .Select(Summary)
                .FirstOrDefault(static summary => summary.Length > 0)
                ?? "";
    }

    private string Summary(ISymbol symbol) =>
        withSummaries ? DocumentationText.Summary(symbol.GetDocumentationCommentXml()) : "";
}
