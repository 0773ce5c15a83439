using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Model;

/// <summary>A run in the index of a folder.</summary>
/// <param name="Name">Name of its folder, which stands beside the index.</param>
/// <param name="Started">When it began, UTC; null where it does not say.</param>
/// <param name="State">How far it is, in words.</param>
/// <param name="Results">Its results; null while there are none.</param>
/// <param name="Digest">SHA-256 of them; null likewise.</param>
/// <param name="HasPage">Whether its folder holds a report as a page.</param>
public sealed record IndexedRun(
    string Name,
    DateTimeOffset? Started,
    string State,
    ExperimentResults? Results,
    string? Digest,
    bool HasPage
);
