using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>A component that manifests can name.</summary>
/// <param name="Name">Its name in manifests.</param>
/// <param name="Kind">What it is, for people: "unlearning method".</param>
/// <param name="Interfaces">Every interface it implements; a family is one of them.</param>
/// <param name="Record">Its type and options.</param>
/// <param name="Limits">What it can be combined with.</param>
/// <param name="Requires">Types or interfaces of components of which the manifest needs one as well; empty: it needs none.</param>
/// <param name="Columns">All columns that conditions may name; null: only the data tell, or the component is no dataset.</param>
internal sealed record ComponentModel(
    string Name,
    string Kind,
    EquatableArray<string> Interfaces,
    RecordModel Record,
    LimitsModel Limits,
    EquatableArray<string> Requires,
    ColumnsModel? Columns
)
{
    public bool Is(string typeName) => Record.TypeName == typeName || Interfaces.Contains(typeName);
}

/// <summary>What a component, or a value of an option, can be combined with.</summary>
/// <param name="Serves">The only components of a kind, for the kinds that are restricted.</param>
/// <param name="Refuses">Components that it cannot be combined with.</param>
internal sealed record LimitsModel(EquatableArray<ServesModel> Serves, EquatableArray<RefusesModel> Refuses);

/// <summary>The only components of one kind that a component can be combined with.</summary>
/// <param name="Types">Their types or interfaces.</param>
/// <param name="Reason">Why nothing else is, as half a sentence.</param>
internal sealed record ServesModel(EquatableArray<string> Types, string Reason);

/// <summary>Components that cannot be combined with a component.</summary>
/// <param name="Types">Their types or interfaces.</param>
/// <param name="With">C# name of an option that only makes them so where it is given; empty: none.</param>
/// <param name="Without">C# name of an option that only makes them so where it is not given; empty: none.</param>
/// <param name="Reason">Why, as half a sentence.</param>
internal sealed record RefusesModel(EquatableArray<string> Types, string With, string Without, string Reason);

/// <summary>The columns of a dataset that are known without its files.</summary>
internal sealed record ColumnsModel(EquatableArray<string> Numbers, EquatableArray<string> Texts);
