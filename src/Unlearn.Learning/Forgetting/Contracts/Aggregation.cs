using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>How constituents' outputs become one.</summary>
public enum Aggregation
{
    /// <summary>Each constituent votes for its most probable class; outputs are vote shares.</summary>
    Vote,

    /// <summary>Mean of the constituents' probabilities.</summary>
    [Refuses(
        typeof(ITextPoints),
        Reason = "members answer with what they say about the labelled tokens alone; let them vote"
    )]
    Mean,
}
