using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>The anamnesis index from counts of relearning steps (Chundawat et al. 2023): means of both sides, divided.</summary>
[AuditMetric(AnamnesisIndex.Name, ShortName = "anamnesis")]
internal sealed record AnamnesisSteps : IAuditMetric
{
    /// <summary>Added to both counts of steps, so that no step at all divides; 0 is the plain ratio.</summary>
    [Range(0.0, 100.0)]
    public double Offset { get; init; } = 0.01;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("unlearned_steps", "models"), ArrayNeed.Of("retrained_steps", "models")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays) =>
        new()
        {
            Figures = AnamnesisFigures.Of(Steps(arrays, "unlearned_steps"), Steps(arrays, "retrained_steps"), Offset),
        };

    private static double?[] Steps(ArraySet arrays, string name) =>
        [
            .. arrays
                .Vector(name)
                .Select(steps =>
                    steps >= 0
                        ? (double?)steps
                        : throw new InputException($"'{name}' holds {steps}; steps are at least 0.")
                ),
        ];
}
