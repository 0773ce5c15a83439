using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of one number per point: an aggregate alone hides the points that are exposed.</summary>
/// <param name="number">What the number of one point is; its label and meaning complete "mean of" and the like.</param>
public sealed class DistributionFigures(FigureKind number)
{
    /// <summary>Why a figure of unseen points has no value where none is attacked.</summary>
    internal const string NoPoint = "there is not one such point";

    private readonly FigureKind _median = Part(number, "median", "median", "Median over points");
    private readonly FigureKind _high = Part(number, "95th", "95th percentile", "95th percentile over points");
    private readonly FigureKind _largest = Part(number, "max", "largest", "Largest over points");

    /// <summary>Mean over points: the headline.</summary>
    public FigureKind Mean { get; } = Part(number, "mean", "mean", "Mean over points");

    /// <summary>The four kinds, the mean first.</summary>
    public IReadOnlyList<FigureKind> Kinds => [Mean, _median, _high, _largest];

    /// <summary>Mean (with a bootstrap interval over points), median, 95th percentile and maximum.</summary>
    /// <param name="values">One number per point; where there is none, the figures say so.</param>
    public IReadOnlyList<Figure> Of(double[] values) =>
        [
            MeanOf(values),
            Make(_median, values, static all => Moments.Median(all)),
            Make(_high, values, static all => Moments.Quantile(all, 0.95)),
            Make(_largest, values, static all => all.Max()),
        ];

    /// <summary>The mean alone.</summary>
    /// <param name="values">One number per point; where there is none, the figure says so.</param>
    public Figure MeanOf(double[] values) => MeanOf(Mean, values, number.Name);

    /// <summary>A mean with a bootstrap interval over points.</summary>
    /// <param name="kind">The figure's kind.</param>
    /// <param name="values">One number per point; where there is none, the figure says so.</param>
    /// <param name="purpose">What the resamples are drawn for.</param>
    public static Figure MeanOf(FigureKind kind, double[] values, string purpose) =>
        values.Length == 0
            ? kind.NotResolvable(NoPoint)
            : kind.Of(values.Average(), values.Length, Bootstrap.Mean(values, new RandomKey(0).Derive(purpose)));

    /// <summary>The numbers of the members, or of the non-members.</summary>
    /// <param name="values">One number per point.</param>
    /// <param name="members">Which points are members.</param>
    /// <param name="side">Which side to take.</param>
    public static double[] Side(double[] values, bool[] members, bool side) =>
        [.. values.Where((_, i) => members[i] == side)];

    private static Figure Make(FigureKind kind, double[] values, Func<double[], double> value) =>
        values.Length == 0 ? kind.NotResolvable(NoPoint) : kind.Of(value(values), values.Length);

    private static FigureKind Part(FigureKind number, string part, string label, string which) =>
        number with
        {
            Name = $"{number.Name}-{part}",
            Label = $"{number.Label}, {label}",
            Meaning = $"{which}: {char.ToLowerInvariant(number.Meaning[0])}{number.Meaning[1..]}",
        };
}
