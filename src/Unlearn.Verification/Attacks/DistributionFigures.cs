using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of a number a point: an aggregate alone hides the points that are exposed.</summary>
public static class DistributionFigures
{
    /// <summary>Why a figure of unseen points has no value where none is attacked.</summary>
    internal const string NoPoint = "there is not one such point";

    /// <summary>Mean (with a bootstrap interval over points), median, 95th percentile and maximum.</summary>
    /// <param name="name">Prefix of the figures' names, for example <c>accuracy</c>.</param>
    /// <param name="values">A number a point; where there is none, the figures say so.</param>
    /// <param name="unit">The unit.</param>
    public static IReadOnlyList<Figure> Of(string name, double[] values, string unit)
    {
        Figure Make(string part, Func<double> value) =>
            new()
            {
                Name = $"{name}-{part}",
                Value = values.Length > 0 ? value() : null,
                Unit = unit,
                Count = values.Length,
                NotResolvable = values.Length > 0 ? null : NoPoint,
            };

        return
        [
            Mean($"{name}-mean", values, unit, name),
            Make("median", () => Moments.Median(values)),
            Make("95th", () => Moments.Quantile(values, 0.95)),
            Make("max", values.Max),
        ];
    }

    /// <summary>A mean with a bootstrap interval over points.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="values">A number a point; where there is none, the figure says so.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="purpose">What the resamples are drawn for; the name where nothing else is given.</param>
    public static Figure Mean(string name, double[] values, string unit, string? purpose = null) =>
        new()
        {
            Name = name,
            Value = values.Length > 0 ? values.Average() : null,
            Interval = values.Length > 0 ? Bootstrap.Mean(values, new RandomKey(0).Derive(purpose ?? name)) : null,
            Unit = unit,
            Count = values.Length,
            NotResolvable = values.Length > 0 ? null : NoPoint,
        };

    /// <summary>The numbers of the members, or of the non-members.</summary>
    /// <param name="values">A number a point.</param>
    /// <param name="members">Which points are members.</param>
    /// <param name="side">Which side to take.</param>
    public static double[] Side(double[] values, bool[] members, bool side) =>
        [.. values.Where((_, i) => members[i] == side)];
}
