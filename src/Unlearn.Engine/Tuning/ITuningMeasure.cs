using MathNet.Numerics.Statistics;
using Unlearn.Engine.Ledger;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Tuning;

/// <summary>A distance from retraining, in units of what another seed of retraining does; tuning chooses the candidate with the least.</summary>
public interface ITuningMeasure
{
    /// <summary>The largest standardised part that counts in full: losses have no upper bound, and one of them must not outweigh the others.</summary>
    const double Cap = 10.0;

    /// <summary>The unit of each figure that enters, by its name.</summary>
    IReadOnlyDictionary<string, double> Spreads { get; }

    /// <summary>The distance on one tuning seed, at least 0.</summary>
    /// <param name="seed">The figures of <see cref="ClosenessFigures"/>.</param>
    double Of(MeasureResult seed);

    /// <summary>The distance over tuning seeds: their mean, with a Student t interval where there are several.</summary>
    /// <param name="seeds">A result for each seed.</param>
    Figure Of(IReadOnlyList<MeasureResult> seeds)
    {
        double[] values = [.. seeds.Select(Of)];
        double mean = ArrayStatistics.Mean(values);
        return new Figure
        {
            Name = "closeness-to-retrain",
            Value = mean,
            Interval =
                values.Length > 1
                    ? StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(values), values.Length)
                    : null,
            Unit = "spreads",
            Direction = Direction.Lower,
            Count = values.Length,
        };
    }

    /// <summary>A gap in units of its spread; infinite where it is not finite, or where there is a gap and no spread.</summary>
    /// <param name="gap">The gap.</param>
    /// <param name="spread">Its unit, at least 0.</param>
    protected static double Units(double gap, double spread) =>
        gap == 0 ? 0.0
        : !double.IsFinite(gap) || spread <= 0 ? double.PositiveInfinity
        : Math.Abs(gap) / spread;
}
