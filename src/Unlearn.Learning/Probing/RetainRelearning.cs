using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Optimisation;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Fine-tunes on retained points alone and looks whether the forget set comes back (arXiv 2505.22310): a model that only hid what
/// it knew regains it without seeing one forgotten point, a retrained one does not.
/// </summary>
/// <remarks>The accuracy of texts is that of their labelled tokens.</remarks>
[VerificationAttack("retain-relearning")]
public sealed record RetainRelearning : IModelProbe
{
    private static readonly FigureKind Gap = new(
        "relearned-gap",
        "Relearned gap",
        "Accuracy on the forget set after training on retained points alone, minus the retrained model's after the same; 0 is the aim."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Difference,
    };

    private static readonly FigureKind Before = Rate(
        "forget-accuracy-before",
        "Forget accuracy before",
        "Share of the forgotten points that the model gets right before it is trained on."
    ) with
    {
        Reading = Reading.FamiliarWhenHigh,
    };

    private static readonly FigureKind After = Rate(
        "forget-accuracy-after",
        "Forget accuracy after",
        "The same after it was trained on retained points alone."
    ) with
    {
        Reading = Reading.FamiliarWhenHigh,
    };

    private static readonly FigureKind RetrainedBefore = Rate(
        "retrained-accuracy-before",
        "Retrained accuracy before",
        "Share of the forgotten points that the retrained model gets right."
    );

    private static readonly FigureKind RetrainedAfter = Rate(
        "retrained-accuracy-after",
        "Retrained accuracy after",
        "The same after it was trained on retained points alone."
    );

    /// <summary>Step length. Default 0.1.</summary>
    [Range(1e-9, 10.0)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the retain set. Default 5.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Gap, Before, After, RetrainedBefore, RetrainedAfter];

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        IReadOnlyList<DescentStep> steps = BatchPlan.Passes(
            input.Request.Seed.Derive("retain-relearning"),
            input.Request.Retain,
            BatchSize,
            Epochs,
            _ => LearningRate
        );
        IEnumerable<DescentStep[]> passes = steps
            .GroupBy(static step => step.Epoch)
            .Select(static pass => pass.ToArray());
        Relearning.Right[] right = [.. Relearning.Follow(input, passes, BatchSize, cancellationToken)];
        double reference = right[^1].Reference.Mean;
        return new AttackEvidence
        {
            Figures =
            [
                Gap.Of(
                    right[^1].Target.Mean - reference,
                    right[^1].Target.Count,
                    right[^1].Target.Interval is { } after
                        ? after with
                        {
                            Lower = after.Lower - reference,
                            Upper = after.Upper - reference,
                        }
                        : null
                ),
                right[0].Target.Of(Before),
                right[^1].Target.Of(After),
                right[0].Reference.Of(RetrainedBefore),
                right[^1].Reference.Of(RetrainedAfter),
            ],
            Curves = [Relearning.Curve([.. right.Select(static one => one.Target.Mean)])],
        };
    }

    private static FigureKind Rate(string name, string label, string meaning) =>
        new(name, label, meaning) { Scale = FigureScale.Rate };
}
