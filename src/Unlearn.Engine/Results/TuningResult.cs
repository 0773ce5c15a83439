namespace Unlearn.Engine.Results;

/// <summary>The whole search of a tuned experiment: what was tried, how it did, and what was chosen.</summary>
public sealed record TuningResult
{
    /// <summary>The name of the objective of version 0.1, as manifests write it.</summary>
    public const string AverageGaps = "average-gaps";

    /// <summary>What was minimised, as manifests write it.</summary>
    public required string Objective { get; init; }

    /// <summary>Candidates that every method was given.</summary>
    public required int Trials { get; init; }

    /// <summary>Tuning seeds, none of which the evaluation uses.</summary>
    public required int Seeds { get; init; }

    /// <summary>The largest standardised gap that counts in full.</summary>
    public required double Cap { get; init; }

    /// <summary>The tuned methods, by setting.</summary>
    public required IReadOnlyList<TunedMethodResult> Methods { get; init; }

    /// <summary>Ids of the methods that were not tuned, each with why.</summary>
    public required IReadOnlyDictionary<string, string> Untuned { get; init; }
}
