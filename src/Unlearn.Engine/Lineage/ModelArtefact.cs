namespace Unlearn.Engine.Lineage;

/// <summary>One model of a run, as far as a request's points are concerned.</summary>
public sealed record ModelArtefact
{
    /// <summary>What made it, as events name it: <c>original</c>, <c>shard</c>, <c>shadow</c>, <c>unlearn</c>, ...</summary>
    public required string Kind { get; init; }

    /// <summary>What it is to the request.</summary>
    public required ArtefactUse Use { get; init; }

    /// <summary>Its name in the store: SHA-256 of everything that decides its weights.</summary>
    public required string Key { get; init; }

    /// <summary>The key of the model that it started from; null where it started from a seed or a file.</summary>
    public string? From { get; init; }

    /// <summary>How many of the request's points it was trained on itself.</summary>
    public required int TrainedOn { get; init; }

    /// <summary>How many of them it was trained on itself or through the models that it started from.</summary>
    public required int Descends { get; init; }

    /// <summary>Its files in the store; empty where the store has none any more.</summary>
    public required IReadOnlyList<ArtefactFile> Files { get; init; }
}
