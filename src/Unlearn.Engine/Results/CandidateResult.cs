using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>One candidate of a search.</summary>
public sealed record CandidateResult
{
    /// <summary>The values of the searched options, as manifests write them.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The objective over tuning seeds; null for a candidate that failed on any of them.</summary>
    public Figure? Objective { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>For each tuning seed in order, the gaps to the reference and the cost; empty for a seed that failed.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> Seeds { get; init; }
}
