using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of a number a point: an aggregate alone hides the points that are exposed.</summary>
public static class DistributionFigures
{
    /// <summary>Mean (with a bootstrap interval over points), median, 95th percentile and maximum.</summary>
    /// <param name="name">Prefix of the figures' names, for example <c>accuracy</c>.</param>
    /// <param name="values">A number a point, at least one.</param>
    /// <param name="unit">The unit.</param>
    public static IReadOnlyList<Figure> Of(string name, double[] values, string unit)
    {
        Figure Make(string part, double value, Interval? interval = null) =>
            new()
            {
                Name = $"{name}-{part}",
                Value = value,
                Interval = interval,
                Unit = unit,
                Count = values.Length,
            };

        return
        [
            Make("mean", values.Average(), Bootstrap.Mean(values, new RandomKey(0).Derive(name))),
            Make("median", Moments.Median(values)),
            Make("95th", Moments.Quantile(values, 0.95)),
            Make("max", values.Max()),
        ];
    }

    /// <summary>The numbers of the members, or of the non-members.</summary>
    /// <param name="values">A number a point.</param>
    /// <param name="members">Which points are members.</param>
    /// <param name="side">Which side to take.</param>
    public static double[] Side(double[] values, bool[] members, bool side) =>
        [.. values.Where((_, i) => members[i] == side)];
}
