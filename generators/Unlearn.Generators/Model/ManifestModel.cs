using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>
/// Everything that manifests of a compilation can say: the root record, nested records and components. A value without
/// compiler objects, so the pipeline can compare it.
/// </summary>
internal sealed record ManifestModel(
    RecordModel Root,
    EquatableArray<RecordModel> Records,
    EquatableArray<ComponentModel> Components,
    EquatableArray<FamilyModel> Families
)
{
    public RecordModel RecordOf(string typeName) => Records.First(record => record.TypeName == typeName);

    public IEnumerable<ComponentModel> ComponentsOf(string family) =>
        Components.Where(component => component.Interfaces.Contains(family));

    /// <summary>What a family is called, for people.</summary>
    public string KindOf(string family) => Families.First(candidate => candidate.Interface == family).Kind;
}

/// <summary>A family of components: its interface and what its components are called.</summary>
internal sealed record FamilyModel(string Interface, string Kind);
