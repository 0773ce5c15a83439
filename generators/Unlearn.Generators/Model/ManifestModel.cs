using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>
/// Everything that manifests of a compilation can say: the root record, nested records and components. A value without
/// compiler objects, so the pipeline can compare it.
/// </summary>
/// <param name="Contracts">The types that generated code names.</param>
/// <param name="Root">The record that a whole manifest is bound to.</param>
/// <param name="Records">Records that options hold.</param>
/// <param name="Components">All components.</param>
/// <param name="Families">All families of components.</param>
internal sealed record ManifestModel(
    ContractTypes Contracts,
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
