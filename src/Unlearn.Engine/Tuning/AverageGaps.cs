using Unlearn.Engine.Ledger;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// The objective of version 0.1, kept to compare choices: the mean of four absolute gaps (accuracy on retained, forgotten and unseen points,
/// mean loss on forgotten points), each in units of its spread and at most <see cref="ITuningMeasure.Cap"/>.
/// </summary>
/// <remarks>It rewards not moving: the original scores about as well as another retrained model. docs/tuning.md has the figures.</remarks>
public sealed class AverageGaps : ITuningMeasure
{
    private static readonly string[] s_figures =
    [
        ClosenessFigures.Retain,
        ClosenessFigures.Forget,
        ClosenessFigures.Unseen,
        ClosenessFigures.ForgetLoss,
    ];

    private readonly Dictionary<string, double> _spreads;

    /// <param name="retrained">Other retrained models against the reference of their tuning seed, at least one.</param>
    public AverageGaps(IReadOnlyList<MeasureResult> retrained) =>
        _spreads = s_figures.ToDictionary(static name => name, name => ClosenessFigures.SpreadOf(retrained, name));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, double> Spreads => _spreads;

    /// <inheritdoc />
    public double Of(MeasureResult seed) =>
        s_figures.Average(name =>
            Math.Min(ITuningMeasure.Cap, ITuningMeasure.Units(ClosenessFigures.ValueOf(seed, name), _spreads[name]))
        );
}
