using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Verdicts;

/// <summary>
/// What verdicts call a small difference to retraining. "Forgotten" says that no difference above the margin is possible at 95 %; whatever
/// is written here, half of the way to the original model is the most.
/// </summary>
public sealed record VerdictMargins
{
    /// <summary>Of an attack's AUC. Default 0.05.</summary>
    [Range(0.001, 0.5)]
    public double Auc { get; init; } = 0.05;

    /// <summary>Of the share of forgotten points that an attack finds at 1 % false accusations. Default 0.05.</summary>
    [Range(0.001, 1.0)]
    public double TruePositives { get; init; } = 0.05;

    /// <summary>Of the accuracy on forgotten points. Default 0.05.</summary>
    [Range(0.001, 1.0)]
    public double Accuracy { get; init; } = 0.05;

    /// <summary>
    /// How far accuracy on test or retained points may lie below what another seed of retraining reaches before a model counts as broken.
    /// Default 0.02.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Utility { get; init; } = 0.02;

    /// <summary>The margin of a kind of figure; infinite where only half of the way to the original counts.</summary>
    public double Of(MarginKind kind) =>
        kind switch
        {
            MarginKind.Auc => Auc,
            MarginKind.TruePositives => TruePositives,
            MarginKind.Accuracy => Accuracy,
            _ => double.PositiveInfinity,
        };
}
