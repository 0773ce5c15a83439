namespace Unlearn.Engine.Results;

/// <summary>The curves of one setting.</summary>
/// <param name="Rates">False-positive rates at which ROC curves are given, ascending.</param>
/// <param name="Roc">Curves, by attack and row.</param>
/// <param name="Edges">Edges of the histograms' bins, one more than there are bins, ascending; empty where no row has a model.</param>
/// <param name="Phi">Histograms, by row.</param>
public sealed record SettingCurves(
    IReadOnlyList<double> Rates,
    IReadOnlyList<RocLine> Roc,
    IReadOnlyList<double> Edges,
    IReadOnlyList<PhiHistogram> Phi
);
