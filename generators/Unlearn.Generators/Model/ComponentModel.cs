using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>A component that manifests can name.</summary>
/// <param name="Name">Its name in manifests.</param>
/// <param name="Kind">What it is, for people: "unlearning method".</param>
/// <param name="Interfaces">Every interface it implements; a family is one of them.</param>
/// <param name="Record">Its type and options.</param>
/// <param name="Serves">What it can be combined with.</param>
/// <param name="Requires">Names of components of which the manifest needs one as well; empty: it needs none.</param>
/// <param name="Columns">All columns that conditions may name; null: only the data tell, or the component is no dataset.</param>
internal sealed record ComponentModel(
    string Name,
    string Kind,
    EquatableArray<string> Interfaces,
    RecordModel Record,
    EquatableArray<ServesModel> Serves,
    EquatableArray<string> Requires,
    ColumnsModel? Columns
)
{
    public bool Is(string typeName) => Record.TypeName == typeName || Interfaces.Contains(typeName);
}

/// <summary>The only components of one kind that a component can be combined with.</summary>
/// <param name="Types">Their types or interfaces.</param>
/// <param name="Reason">Why nothing else is, as half a sentence.</param>
internal sealed record ServesModel(EquatableArray<string> Types, string Reason);

/// <summary>The columns of a dataset that are known without its files.</summary>
internal sealed record ColumnsModel(EquatableArray<string> Numbers, EquatableArray<string> Texts);
