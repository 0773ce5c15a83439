using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// The zero-retrain forgetting score (Chundawat et al. 2023): 1 - mean JS(target, incompetent model) over the forget set.
/// Compare it with the retrained model's score, not with 1.
/// </summary>
/// <remarks>The paper's formula; its published code divides by the number of classes and reverses the divergence.</remarks>
[VerificationAttack("zrf", Title = "ZRF")]
[Refuses(typeof(ITextPoints), Reason = "it compares probabilities of classes")]
public sealed record Zrf : IOutputAttack
{
    private static readonly FigureKind Forgotten = new(
        "zrf",
        "ZRF",
        "1 minus the mean Jensen-Shannon divergence between the model and an untrained one on the forget set; the retrained model's is the aim, not 1."
    )
    {
        Reading = Reading.FamiliarWhenLow,
    };

    private static readonly FigureKind Unseen = new(
        "zrf-unseen",
        "ZRF on unseen points",
        "The same on points never seen, which no method should change."
    );

    /// <summary>Unit of the divergence.</summary>
    public InformationUnit Unit { get; init; } = InformationUnit.Nats;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [UntrainedEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [InUnit(Forgotten), InUnit(Unseen)];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        LogitTable incompetent = input.Require(UntrainedEvidence.Kind, "zrf");
        double scale = Unit == InformationUnit.Bits ? 1 / Math.Log(2) : 1;
        double[] similarity =
        [
            .. input.Labels.Select(
                (_, i) =>
                    1
                    - (
                        scale
                        * Divergence.JensenShannon(Softmax.Of(input.Target.Row(i)), Softmax.Of(incompetent.Row(i)))
                    )
            ),
        ];
        Figure Make(FigureKind kind, bool side) =>
            DistributionFigures.MeanOf(
                InUnit(kind),
                DistributionFigures.Side(similarity, input.Members, side),
                kind.Name
            );

        return new AttackEvidence { Figures = [Make(Forgotten, true), Make(Unseen, false)] };
    }

    private FigureKind InUnit(FigureKind kind) =>
        kind with
        {
            Unit = Unit == InformationUnit.Bits ? Units.Bits : Units.Nats,
        };
}
