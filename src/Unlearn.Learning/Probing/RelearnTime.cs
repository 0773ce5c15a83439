using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Optimisation;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Steps of plain SGD on the forget set until a model regains (1 - margin) of the original's accuracy on it, and their ratio to
/// a retrained model's: the anamnesis index (Chundawat et al. 2023, zero-shot unlearning, section 4). About 1 is good, well
/// below 1 is residual knowledge, well above 1 over-forgetting. The number depends on learning rate and batch, which are therefore
/// the same for both models, and so are the batches.
/// </summary>
/// <remarks>The accuracy of texts is that of their labelled tokens.</remarks>
[VerificationAttack(RelearnFigures.Name)]
public sealed record RelearnTime : IModelProbe
{
    /// <summary>alpha: the share of the original's accuracy that need not be regained. Default 0.05.</summary>
    [Range(0.0, 0.99)]
    public double Margin { get; init; } = 0.05;

    /// <summary>Step length. Default 0.01.</summary>
    [Range(1e-9, 10.0)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps after which relearning is given up. Default 200.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 200;

    /// <summary>Added to both numbers of steps, so that no step at all divides. Default 0.01.</summary>
    [Range(0.0001, 10.0)]
    public double Offset { get; init; } = 0.01;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => RelearnFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        int count = input.Request.Forget.Count;
        double original = Relearning.RightOnForget(input, input.Original, cancellationToken)[0].Mean;
        double goal = (1 - Margin) * original;
        var target = new List<double>();
        var reference = new List<double>();
        IReadOnlyList<DescentStep> steps = BatchPlan.Steps(
            input.Request.Seed.Derive(RelearnFigures.Name),
            input.Request.Forget,
            BatchSize,
            Limit,
            _ => LearningRate
        );
        IReadOnlyList<DescentStep>[] legs = [.. steps.Select(static step => new[] { step })];
        bool targetDone = false;
        bool referenceDone = false;
        foreach (Relearning.Right right in Relearning.Follow(input, legs, BatchSize, cancellationToken))
        {
            target.Add(right.Target.Mean);
            reference.Add(right.Reference.Mean);
            targetDone |= target[^1] >= goal;
            referenceDone |= reference[^1] >= goal;
            if (targetDone && referenceDone)
            {
                break;
            }
        }

        int? own = AnamnesisIndex.RelearnTime([.. target], original, Margin);
        int? yardstick = AnamnesisIndex.RelearnTime([.. reference], original, Margin);
        return new AttackEvidence
        {
            Figures =
            [
                own is { } a && yardstick is { } b
                    ? RelearnFigures.Index.Of(AnamnesisIndex.Of(a, b, Offset), count)
                    : Never(RelearnFigures.Index, count, own is null ? "the attacked model" : "the retrained model"),
                own is { } needed
                    ? RelearnFigures.Steps.Of(needed, count)
                    : Never(RelearnFigures.Steps, count, "the attacked model"),
                yardstick is { } wanted
                    ? RelearnFigures.RetrainedSteps.Of(wanted, count)
                    : Never(RelearnFigures.RetrainedSteps, count, "the retrained model"),
            ],
            Curves = [Relearning.Curve(target)],
        };
    }

    private Figure Never(FigureKind kind, int count, string who) =>
        kind.NotResolvable(
            string.Create(CultureInfo.InvariantCulture, $"{who} did not relearn within {Limit} steps"),
            count
        );
}
