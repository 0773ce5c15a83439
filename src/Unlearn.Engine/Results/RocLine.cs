namespace Unlearn.Engine.Results;

/// <summary>The ROC curve of an attack on a row.</summary>
/// <param name="Attack">The attack's name in the manifest.</param>
/// <param name="Row">The row.</param>
/// <param name="Rates">True-positive rate at each false-positive rate, mean over seeds.</param>
/// <param name="Lower">
/// Lower ends at 95 %: Student t over seeds, held inside [0, 1]; of a single seed Clopper and Pearson's interval of the rate.
/// </param>
/// <param name="Upper">Upper ends.</param>
public sealed record RocLine(
    string Attack,
    string Row,
    IReadOnlyList<double> Rates,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper
);
