using Unlearn.Core.Options;

namespace Unlearn.Tool.Catalog;

/// <summary>A component that manifests can name.</summary>
/// <param name="Family">The manifest's key that takes it, for example <c>methods</c>.</param>
/// <param name="Name">Its name in manifests.</param>
/// <param name="Summary">What it is, from its documentation.</param>
/// <param name="Options">Its options.</param>
internal sealed record ComponentEntry(
    string Family,
    string Name,
    string Summary,
    IReadOnlyList<ComponentOption> Options
);
