using MathNet.Numerics.Statistics;
using Unlearn.Engine.Ledger;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// The objective of tuning: how far a model is from the retrained one, in units of what another seed of retraining does. For
/// each of the four figures (<see cref="ClosenessFigures"/>) the absolute gap to the reference is divided by the figure's spread, and the
/// mean over figures and then over tuning seeds is taken. 0 is the reference itself; about 0.8 is another retrained model.
/// </summary>
/// <remarks>
/// The spread of a figure is the root mean square, over the tuning seeds, of its gap between two retrained models, and at least the
/// mean sampling error of the reference's figure on its points, because few seeds may agree by chance. A standardised gap
/// counts as at most <see cref="Cap"/>: losses have no upper bound, and one of them must not outweigh everything else.
/// </remarks>
public sealed class Closeness
{
    /// <summary>The largest standardised gap that counts.</summary>
    public const double Cap = 10.0;

    private readonly Dictionary<string, double> _spreads;

    /// <param name="yardstick">Retraining with another seed against the reference, for each tuning seed.</param>
    public Closeness(IReadOnlyList<MeasureResult> yardstick) =>
        _spreads = ClosenessFigures.All.ToDictionary(
            static name => name,
            name =>
                Math.Max(
                    Math.Sqrt(yardstick.Average(seed => Math.Pow(ValueOf(seed, name), 2))),
                    yardstick.Average(seed => ValueOf(seed, ClosenessFigures.ErrorOf(name)))
                )
        );

    /// <summary>The unit of each figure's gap.</summary>
    public IReadOnlyDictionary<string, double> Spreads => _spreads;

    /// <summary>The objective on one tuning seed.</summary>
    public double Of(MeasureResult seed) => ClosenessFigures.All.Average(name => Standardised(seed, name));

    /// <summary>The objective over tuning seeds, with a Student t interval where there are several.</summary>
    public Figure Of(IReadOnlyList<MeasureResult> seeds)
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

    // Without any spread (a forget set of one point, always right) any gap is as large as gaps get.
    private double Standardised(MeasureResult seed, string name)
    {
        double gap = Math.Abs(ValueOf(seed, name));
        return gap == 0 ? 0.0
            : !double.IsFinite(gap) ? Cap
            : _spreads[name] > 0 ? Math.Min(Cap, gap / _spreads[name])
            : Cap;
    }

    private static double ValueOf(MeasureResult seed, string name) =>
        seed.Figures.First(figure => figure.Name == name).Value!.Value;
}
