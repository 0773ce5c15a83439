using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Planted;

/// <summary>
/// Users plant private triggers and check that they stop working after the deletion (Sommer et al. 2022, Athena). Attacked
/// members are inputs with a planted trigger, labelled with the trigger's target; non-members carry triggers that were never
/// planted.
/// </summary>
/// <remarks>A server can cheat this test (Zhang et al. 2024): it detects honest failure, not malice.</remarks>
[VerificationAttack("backdoor")]
[Requires(typeof(IPoisonedPoints))]
[Refuses(typeof(ITextPoints), Reason = "it is about a trigger in features")]
public sealed record Backdoor : IOutputAttack
{
    private static readonly FigureKind HitRate = new(
        "hit-rate",
        "Hit rate",
        "Share of the inputs with a planted trigger that the model puts into the trigger's class."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind ControlHitRate = Describing(
        "control-hit-rate",
        "Hit rate, control",
        "The same with a trigger that was never planted."
    ) with
    {
        Scale = FigureScale.Rate,
    };

    /// <summary>The chance of as many hits after a deletion.</summary>
    public static FigureKind PValue { get; } =
        Describing("p-value-deleted", "p of deletion", "Chance of at least so many hits if the backdoor were deleted.");

    /// <summary>Whether the test accepts a deletion.</summary>
    public static FigureKind Deleted { get; } =
        new("deleted", "Deleted", "1 where the test accepts that the backdoor was deleted, else 0.")
        {
            Direction = Direction.Higher,
        };

    /// <summary>The most hits of an accepted deletion.</summary>
    public static FigureKind Threshold { get; } =
        Describing("threshold", "Threshold", "Most hits at which the test accepts a deletion.") with
        {
            Unit = Units.Count,
        };

    /// <summary>The chance of a denied deletion that took place.</summary>
    public static FigureKind TypeOne { get; } =
        Describing("type-one", "Type I error", "Chance that the test denies a deletion that took place.");

    /// <summary>The chance of an accepted deletion that did not take place.</summary>
    public static FigureKind TypeTwo { get; } =
        Describing("type-two", "Type II error", "Chance that the test accepts a deletion that did not take place.");

    /// <summary>The chance that a deletion that did not take place is denied.</summary>
    public static FigureKind Confidence { get; } =
        Describing("deletion-confidence", "Deletion confidence", "1 minus the type II error.");

    /// <summary>Largest type I error.</summary>
    [Range(1e-9, 0.5)]
    public double Alpha { get; init; } = 1e-3;

    /// <summary>Hit rate of a deleted backdoor; 0 takes 1/classes.</summary>
    [Range(0.0, 1.0)]
    public double DeletedRate { get; init; }

    /// <summary>Hit rate of a kept backdoor; 0 takes the original model's on the members.</summary>
    [Range(0.0, 1.0)]
    public double KeptRate { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => KeptRate > 0 ? [] : [OriginalEvidence.Kind];

    /// <inheritdoc />
    public AttackedSet Attacked => AttackedSet.Triggers;

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds =>
        [HitRate, ControlHitRate, PValue, Deleted, Threshold, TypeOne, TypeTwo, Confidence];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        int queries = input.Members.AsSpan().Count(true);
        int hits = Hits(input.Target, input, true);
        int controlQueries = input.Members.Length - queries;
        int controlHits = Hits(input.Target, input, false);
        double deletedRate = DeletedRate > 0 ? DeletedRate : 1.0 / input.Target.Classes;
        double keptRate = KeptRate;
        if (keptRate == 0)
        {
            LogitTable original =
                input.Get(OriginalEvidence.Kind)
                ?? throw new InputException(
                    "'backdoor' needs the original model's outputs, or 'keptRate', and none were given."
                );
            keptRate = Hits(original, input, true) / (double)queries;
        }

        BackdoorTest test = BackdoorTest.Design(queries, deletedRate, keptRate, Alpha);
        return new AttackEvidence
        {
            Figures =
            [
                HitRate.Of(hits / (double)queries, queries, ClopperPearson.Interval(hits, queries)),
                ControlHitRate.Of(
                    controlHits / (double)controlQueries,
                    controlQueries,
                    ClopperPearson.Interval(controlHits, controlQueries)
                ),
                PValue.Of(BinomialDistribution.UpperTail(hits, queries, deletedRate), queries),
                Deleted.Of(hits <= test.Threshold ? 1 : 0, queries),
                Threshold.Of(test.Threshold, queries),
                TypeOne.Of(test.TypeOne, queries),
                TypeTwo.Of(test.TypeTwo, queries),
                Confidence.Of(test.DeletionConfidence, queries),
            ],
        };
    }

    private static FigureKind Describing(string name, string label, string meaning) =>
        new(name, label, meaning) { Direction = Direction.None };

    private static int Hits(LogitTable model, AttackInput input, bool side) =>
        Enumerable
            .Range(0, input.Labels.Length)
            .Count(i => input.Members[i] == side && Softmax.Prediction(model.Row(i)) == input.Labels[i]);
}
