using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data;

/// <summary>
/// How a dataset's points are divided into training, test and population sets. A number of at most 1 is a fraction,
/// a larger one a count of points. Where the publisher gives a test part, the test set is drawn from it.
/// </summary>
[SumAtMost(1.0, nameof(Train), nameof(Test), nameof(Population))]
public sealed record SplitRule
{
    /// <summary>Training set: fraction (at most 1) or count. Default 0.6.</summary>
    [Range(0.0, 1e9)]
    public double Train { get; init; } = 0.6;

    /// <summary>Test set: fraction (at most 1) or count. Default 0.2.</summary>
    [Range(0.0, 1e9)]
    public double Test { get; init; } = 0.2;

    /// <summary>Population set, which no target ever sees: fraction (at most 1) or count. Default 0.2.</summary>
    [Range(0.0, 1e9)]
    public double Population { get; init; } = 0.2;
}
