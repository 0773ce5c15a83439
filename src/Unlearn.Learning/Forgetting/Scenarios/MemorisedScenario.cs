using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Components;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>
/// Forgets the points that models memorise most, or least (Feldman 2020). Shadow models on random halves are trained first and score every
/// point; attacks that use shadows share them. All trial seeds share the forget set.
/// </summary>
[ForgetScenario("memorised")]
[OneOf(nameof(Count), nameof(Fraction))]
public sealed record MemorisedScenario : IScoredScenario
{
    /// <summary>Number of points to forget (or <see cref="Fraction"/>).</summary>
    [Range(1, 100_000_000)]
    public int? Count { get; init; }

    /// <summary>Share of the training set to forget, rounded to the nearest whole number of points (or <see cref="Count"/>).</summary>
    [Range(1e-9, 0.999999999)]
    public double? Fraction { get; init; }

    /// <summary>Which end of the scores. Default highest.</summary>
    public MemorisationRank Rank { get; init; } = MemorisationRank.Highest;

    /// <summary>Number of shadow models behind the scores, even. Default 32.</summary>
    [Range(2, 100_000)]
    public int Shadows { get; init; } = 32;

    /// <inheritdoc />
    public PointSet Select(DataSplit split, IReadOnlyList<double> scores)
    {
        int train = split.Train.Length;
        int count = Count ?? (int)Math.Round((Fraction ?? 0.0) * train, MidpointRounding.AwayFromZero);
        return count >= 1 && count < train
            ? Ranked(split.Train, scores, count)
            : throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Scenario 'memorised': {count} points of a training set of {train}; at least 1 point must be forgotten and at least 1 kept."
                )
            );
    }

    /// <inheritdoc />
    /// <remarks>
    /// All that would have been chosen, had they been in the training set: those on the same side of the forget set's last score. As many
    /// as are forgotten, taken from fewer points, would reach further down and be easier; an attack would then tell the two sides apart
    /// by that alone, on models that saw neither.
    /// </remarks>
    public PointSet NonMembers(DataSplit split, IReadOnlyList<double> scores)
    {
        double last = Select(split, scores).Max(point => Order(scores[point]));
        return new PointSet(split.Test.Concat(split.Population).Where(point => Order(scores[point]) <= last));
    }

    /// <inheritdoc />
    /// <exception cref="InputException">Always: without scores nothing can be chosen.</exception>
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key) => throw Unscored();

    /// <inheritdoc />
    /// <exception cref="InputException">Always: without scores nothing can be chosen.</exception>
    public PointSet NonMembers(Dataset dataset, DataSplit split) => throw Unscored();

    // Ties go to the lower id.
    private PointSet Ranked(int[] points, IReadOnlyList<double> scores, int count) =>
        new(points.OrderBy(point => Order(scores[point])).ThenBy(static point => point).Take(count));

    private double Order(double score) => Rank == MemorisationRank.Highest ? -score : score;

    private static InputException Unscored() =>
        new(
            "Scenario 'memorised': the forget set is chosen by models that are trained first, and they have not been yet."
        );
}
