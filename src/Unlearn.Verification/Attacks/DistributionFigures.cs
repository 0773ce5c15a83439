using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of a number a point: an aggregate alone hides the points that are exposed.</summary>
/// <param name="number">What the number of one point is; its label and meaning complete "mean of" and the like.</param>
public sealed class DistributionFigures(FigureKind number)
{
    /// <summary>Mean over points: the headline.</summary>
    public FigureKind Mean { get; } = Part(number, "mean", "mean", "Mean over points");

    /// <summary>The four kinds, the mean first.</summary>
    public IReadOnlyList<FigureKind> Kinds => [Mean, _median, _high, _largest];

    private readonly FigureKind _median = Part(number, "median", "median", "Median over points");
    private readonly FigureKind _high = Part(number, "95th", "95th percentile", "95th percentile over points");
    private readonly FigureKind _largest = Part(number, "max", "largest", "Largest over points");

    /// <summary>Mean (with a bootstrap interval over points), median, 95th percentile and maximum.</summary>
    /// <param name="values">A number a point, at least one.</param>
    public IReadOnlyList<Figure> Of(double[] values) =>
        [
            MeanOf(values),
            _median.Of(Moments.Median(values), values.Length),
            _high.Of(Moments.Quantile(values, 0.95), values.Length),
            _largest.Of(values.Max(), values.Length),
        ];

    /// <summary>The mean alone.</summary>
    /// <param name="values">A number a point, at least one.</param>
    public Figure MeanOf(double[] values) =>
        Mean.Of(values.Average(), values.Length, Bootstrap.Mean(values, new RandomKey(0).Derive(number.Name)));

    /// <summary>The numbers of the members, or of the non-members.</summary>
    /// <param name="values">A number a point.</param>
    /// <param name="members">Which points are members.</param>
    /// <param name="side">Which side to take.</param>
    public static double[] Side(double[] values, bool[] members, bool side) =>
        [.. values.Where((_, i) => members[i] == side)];

    private static FigureKind Part(FigureKind number, string part, string label, string which) =>
        number with
        {
            Name = $"{number.Name}-{part}",
            Label = $"{number.Label}, {label}",
            Meaning = $"{which}: {char.ToLowerInvariant(number.Meaning[0])}{number.Meaning[1..]}",
        };
}
