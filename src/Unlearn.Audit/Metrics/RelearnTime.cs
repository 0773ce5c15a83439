using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Relearn time and anamnesis index from accuracies on the forget set while models are trained on it again (Chundawat et al.
/// 2023, zero-shot unlearning): steps until (1 - margin) of the original's accuracy, and their ratio to retrained models.
/// </summary>
[AuditMetric(RelearnFigures.Name, ShortName = "relearn")]
internal sealed record RelearnTime : IAuditMetric
{
    /// <summary>alpha, the share of the original's accuracy that need not come back.</summary>
    [Range(0.0, 0.99)]
    public double Margin { get; init; } = 0.05;

    /// <summary>Added to both counts of steps, so that no step at all divides; 0 is the plain ratio.</summary>
    [Range(0.0, 100.0)]
    public double Offset { get; init; } = 0.01;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of("unlearned_curve", "models x steps, or steps: accuracy before relearning and after each step"),
        ArrayNeed.Of("retrained_curve", "models x steps, or steps"),
        ArrayNeed.Of("original_accuracy", "a single value"),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double original = arrays.Number("original_accuracy");
        if (!(original is > 0 and <= 1))
        {
            throw new InputException($"'original_accuracy' is {original}; an accuracy above 0 and at most 1 is right.");
        }

        int?[] unlearned = Times(arrays, "unlearned_curve", original);
        int?[] retrained = Times(arrays, "retrained_curve", original);
        return new AuditResult { Figures = AnamnesisFigures.Of(unlearned, retrained, Offset) };
    }

    private int?[] Times(ArraySet arrays, string name, double original)
    {
        double[][] curves = arrays.Rows(name, listIsRow: true);
        return curves.Any(static curve => curve.Any(static value => !(value is >= 0 and <= 1)))
            ? throw new InputException($"'{name}' holds accuracies, all in [0, 1].")
            : [.. curves.Select(curve => AnamnesisIndex.RelearnTime(curve, original, Margin))];
    }
}
