using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>
/// Forgets points drawn uniformly from the training set, without replacement: independent deletion requests. A larger count
/// under the same key contains the smaller one.
/// </summary>
[ForgetScenario("random")]
[OneOf(nameof(Count), nameof(Fraction))]
public sealed record RandomScenario : IForgetScenario
{
    /// <summary>Number of points to forget (or <see cref="Fraction"/>).</summary>
    [Range(1, 100_000_000)]
    public int? Count { get; init; }

    /// <summary>Share of the training set to forget, rounded to the nearest whole number of points (or <see cref="Count"/>).</summary>
    [Range(1e-9, 0.999999999)]
    public double? Fraction { get; init; }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        int train = split.Train.Length;
        int count = Count ?? (int)Math.Round((Fraction ?? 0.0) * train, MidpointRounding.AwayFromZero);
        if (count < 1 || count >= train)
        {
            string asked = Count is null
                ? string.Create(CultureInfo.InvariantCulture, $"fraction {Fraction}, that is {count} points,")
                : string.Create(CultureInfo.InvariantCulture, $"count {count}");
            throw new InputException(
                $"Scenario 'random': {asked} of a training set of {train}; at least 1 point must be forgotten and at least 1 kept."
            );
        }

        return new PointSet(key.Order(split.Train).Take(count));
    }

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) => new(split.Test.Concat(split.Population));
}
