using System.ComponentModel.DataAnnotations;

namespace Unlearn.Engine.Definition;

/// <summary>
/// Fair tuning: every method gets the same number of trials over the search spaces that stand beside its options, on seeds that
/// the evaluation never sees. Options that the manifest gives are kept as given.
/// </summary>
public sealed record TuneOptions
{
    /// <summary>Candidates of each method; the first has the options as written and the defaults. Default 16.</summary>
    [Range(1, 10_000)]
    public int Trials { get; init; } = 16;

    /// <summary>What makes one candidate better than another. Default closeness-to-retrain.</summary>
    public TuneObjective Objective { get; init; } = TuneObjective.ClosenessToRetrain;

    /// <summary>Tuning seeds: repetitions with other initialisation, order and forget set than any trial of the evaluation. Default 3.</summary>
    [Range(1, 10_000)]
    public int Seeds { get; init; } = 3;

    /// <summary>Names of methods that are not tuned. Default none.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}
