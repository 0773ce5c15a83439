using Unlearn.Engine.Ledger;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// The default objective: whether forgotten points are still known, and whether the model still works. The mean of four parts, of which
/// each counts in full up to <see cref="ITuningMeasure.Cap"/> and by its logarithm beyond:
/// <list type="number">
/// <item>|shift of confidence on forgotten points| / its root mean square between retrained models;</item>
/// <item>half of (divergence on forgotten points / its mean between retrained models - 1), at least 0;</item>
/// <item>|gap of retain accuracy| / its spread - 1, at least 0;</item>
/// <item>|gap of accuracy on unseen points| / its spread - 1, at least 0.</item>
/// </list>
/// </summary>
/// <remarks>
/// The original and the reference share initialisation and order, so the original's accuracies on retained and unseen points differ from
/// the reference's by less than those of another retrained model do. Only the excess over one spread counts there: a model that did
/// not move earns nothing for being near in what was not asked. The shift is paired point by point with the reference, and the mean shift of
/// unseen points is taken away, because a model that is surer of everything remembers nothing in particular. It is a mean over points
/// that may cancel, which the divergence does not. Points learned by heart lie more than ten spreads from retraining, and so do candidates
/// that forgot half of them: a part that ended at the cap would not see the half, and choose the one that did not move for its accuracy.
/// </remarks>
public sealed class Closeness : ITuningMeasure
{
    // What a part comes to that is not finite, and the most that any does: a hundred thousand times the cap.
    private const double Boundless = 1e6;

    private readonly Dictionary<string, double> _spreads;

    /// <param name="retrained">Other retrained models against the reference of their tuning seed, at least one.</param>
    public Closeness(IReadOnlyList<MeasureResult> retrained) =>
        _spreads = new()
        {
            [ClosenessFigures.ForgetShift] = ClosenessFigures.RootMeanSquare(retrained, ClosenessFigures.ForgetShift),
            [ClosenessFigures.ForgetDivergence] = retrained.Average(static seed =>
                ClosenessFigures.ValueOf(seed, ClosenessFigures.ForgetDivergence)
            ),
            [ClosenessFigures.Retain] = ClosenessFigures.SpreadOf(retrained, ClosenessFigures.Retain),
            [ClosenessFigures.Unseen] = ClosenessFigures.SpreadOf(retrained, ClosenessFigures.Unseen),
        };

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> Spreads => _spreads;

    /// <inheritdoc />
    public double Of(MeasureResult seed) =>
        new[]
        {
            Units(seed, ClosenessFigures.ForgetShift),
            0.5 * Excess(seed, ClosenessFigures.ForgetDivergence),
            Excess(seed, ClosenessFigures.Retain),
            Excess(seed, ClosenessFigures.Unseen),
        }.Average(Compressed);

    // The slope is 1 up to the cap and cap/part beyond, without a step.
    private static double Compressed(double part) =>
        part <= ITuningMeasure.Cap
            ? part
            : ITuningMeasure.Cap * (1 + Math.Log(Math.Min(part, Boundless) / ITuningMeasure.Cap));

    private double Excess(MeasureResult seed, string name) => Math.Max(0, Units(seed, name) - 1);

    private double Units(MeasureResult seed, string name) =>
        ITuningMeasure.Units(ClosenessFigures.ValueOf(seed, name), _spreads[name]);
}
