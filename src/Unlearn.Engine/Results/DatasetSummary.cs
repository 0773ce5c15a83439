using System.Text.Json.Serialization;

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
)
{
    /// <summary>The points of each class, in label order.</summary>
    public IReadOnlyList<ClassPoints> ClassPoints { get; init; } = [];

    /// <summary>What is probably not meant; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DataWarning>? Warnings { get; init; }
}
