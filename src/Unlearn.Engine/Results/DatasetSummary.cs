namespace Unlearn.Engine.Results;

/// <summary>What a dataset was, for the report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">All points.</param>
/// <param name="Features">Numbers in a point.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Train">Training points.</param>
/// <param name="Test">Test points.</param>
/// <param name="Population">Population points.</param>
/// <param name="Digest">SHA-256 of the content.</param>
public sealed record DatasetSummary(
    string Name,
    int Points,
    int Features,
    int Classes,
    int Train,
    int Test,
    int Population,
    string Digest
);
