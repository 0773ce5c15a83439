using Microsoft.CodeAnalysis;
using Unlearn.Core.Names;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>
/// Reads the <see cref="ManifestModel"/> of a compilation: the root record and all components in it and in those of its
/// references that know the component attribute.
/// </summary>
internal sealed class ModelReader
{
    private readonly INamedTypeSymbol _componentAttribute;
    private readonly RecordReader _records;
    private readonly CancellationToken _cancellationToken;

    private ModelReader(INamedTypeSymbol componentAttribute, bool withSummaries, CancellationToken cancellationToken)
    {
        _componentAttribute = componentAttribute;
        _records = new(withSummaries);
        _cancellationToken = cancellationToken;
    }

    /// <summary>The model, or null when the compilation does not reference the contracts.</summary>
    public static ManifestModel? Read(Compilation compilation, bool withSummaries, CancellationToken cancellationToken)
    {
        INamedTypeSymbol? attribute = compilation.GetTypeByMetadataName(WellKnownNames.ComponentAttribute);
        INamedTypeSymbol? rootAttribute = compilation.GetTypeByMetadataName(WellKnownNames.ManifestRootAttribute);
        if (attribute is null || rootAttribute is null)
        {
            return null;
        }

        ModelReader reader = new(attribute, withSummaries, cancellationToken);
        List<INamedTypeSymbol> types = [.. reader.TypesThatMatter(compilation)];
        INamedTypeSymbol? root = types.FirstOrDefault(type => type.Has(WellKnownNames.ManifestRootAttribute));
        return
            root?.Get(WellKnownNames.ManifestRootAttribute)?.ConstructorArguments is [{ Value: ITypeSymbol experiment }]
            ? reader.Read(root, experiment, types)
            : null;
    }

    private ManifestModel Read(INamedTypeSymbol root, ITypeSymbol experiment, List<INamedTypeSymbol> types)
    {
        List<ComponentModel> components = [];
        foreach (INamedTypeSymbol type in types)
        {
            AttributeData? marker = type.GetAttributes().FirstOrDefault(IsComponentAttribute);
            if (marker?.ConstructorArguments.FirstOrDefault().Value is string name && !type.IsAbstract)
            {
                components.Add(ReadComponent(type, name, NounOf(marker.AttributeClass!.Name)));
            }
        }

        RecordModel rootModel = _records.Read(root);
        ComponentModel[] sorted =
        [
            .. components
                .OrderBy(static component => component.Kind, StringComparer.Ordinal)
                .ThenBy(static component => component.Name, StringComparer.Ordinal)
                .ThenBy(static component => component.Record.TypeName, StringComparer.Ordinal),
        ];
        return new(
            new(experiment.TypeName(), rootModel.TypeName),
            rootModel,
            _records.Nested.OrderBy(static record => record.TypeName, StringComparer.Ordinal).ToEquatableArray(),
            new(sorted),
            _records
                .Families.Select(family => new FamilyModel(family.TypeName(), KindOf(family, sorted)))
                .ToEquatableArray()
        );
    }

    private ComponentModel ReadComponent(INamedTypeSymbol type, string name, string kind) =>
        new(
            name,
            kind,
            type.AllInterfaces.Select(static item => item.TypeName()).ToEquatableArray(),
            _records.Read(type),
            LimitsReader.Read(type),
            type.Get(WellKnownNames.RequiresAttribute) is { } required ? LimitsReader.Types(required) : [],
            type.Get(WellKnownNames.ColumnsAttribute) is { } columns
                ? new(columns.NamedStrings("Numbers"), columns.NamedStrings("Texts"))
                : null
        );

    private static string KindOf(INamedTypeSymbol family, ComponentModel[] components) =>
        components.FirstOrDefault(component => component.Interfaces.Contains(family.TypeName()))?.Kind
        ?? ManifestNames.Words(family.Name.TrimStart('I'));

    /// <summary><c>UnlearningMethodAttribute</c> marks an <c>unlearning method</c>.</summary>
    private static string NounOf(string attribute)
    {
        const string Suffix = "Attribute";
        return ManifestNames.Words(
            attribute.EndsWith(Suffix, StringComparison.Ordinal)
                ? attribute.Substring(0, attribute.Length - Suffix.Length)
                : attribute
        );
    }

    private bool IsComponentAttribute(AttributeData attribute)
    {
        for (INamedTypeSymbol? at = attribute.AttributeClass?.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, _componentAttribute))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<INamedTypeSymbol> TypesThatMatter(Compilation compilation)
    {
        IAssemblySymbol contracts = _componentAttribute.ContainingAssembly;
        IEnumerable<IAssemblySymbol> references = compilation
            .SourceModule.ReferencedAssemblySymbols.Where(assembly =>
                assembly.Name == contracts.Name
                || assembly.Modules.Any(module =>
                    module.ReferencedAssemblies.Any(reference => reference.Name == contracts.Name)
                )
            )
            .OrderBy(static assembly => assembly.Name, StringComparer.Ordinal);
        return TypesOf(compilation.Assembly, ownAssembly: true)
            .Concat(references.SelectMany(assembly => TypesOf(assembly, ownAssembly: false)));
    }

    private IEnumerable<INamedTypeSymbol> TypesOf(IAssemblySymbol assembly, bool ownAssembly)
    {
        Stack<INamespaceOrTypeSymbol> open = new([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol container = open.Pop();
            foreach (INamespaceSymbol child in (container as INamespaceSymbol)?.GetNamespaceMembers() ?? [])
            {
                open.Push(child);
            }

            foreach (INamedTypeSymbol type in container.GetTypeMembers())
            {
                if (
                    type.DeclaredAccessibility is Accessibility.Public
                    || (ownAssembly && type.DeclaredAccessibility is Accessibility.Internal)
                )
                {
                    open.Push(type);
                    if (type is { TypeKind: TypeKind.Class, IsGenericType: false, IsStatic: false })
                    {
                        yield return type;
                    }
                }
            }
        }
    }
}
