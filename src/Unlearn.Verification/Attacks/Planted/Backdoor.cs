using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
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
[Requires("poisoned")]
public sealed record Backdoor : IOutputAttack
{
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
    public AttackNeeds Needs =>
        AttackNeeds.Triggers | AttackNeeds.NonMembers | (KeptRate > 0 ? AttackNeeds.None : AttackNeeds.Original);

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
            LogitTable original = InputChecks.Require(
                input.Original,
                "backdoor",
                "the original model's outputs, or 'keptRate'"
            );
            InputChecks.CheckTable(original, "the original model's outputs", input.Labels.Length, input.Target.Classes);
            keptRate = Hits(original, input, true) / (double)queries;
        }

        BackdoorTest test = BackdoorTest.Design(queries, deletedRate, keptRate, Alpha);
        Figure Make(string name, double value, Interval? interval = null, Direction direction = Direction.None) =>
            new()
            {
                Name = name,
                Value = value,
                Interval = interval,
                Direction = direction,
                Count = queries,
            };

        return new AttackEvidence
        {
            Figures =
            [
                Make(
                    "hit-rate",
                    hits / (double)queries,
                    ClopperPearson.Interval(hits, queries),
                    Direction.CloserToReference
                ),
                Make(
                    "control-hit-rate",
                    controlHits / (double)controlQueries,
                    ClopperPearson.Interval(controlHits, controlQueries)
                ) with
                {
                    Count = controlQueries,
                },
                Make("p-value-deleted", BinomialDistribution.UpperTail(hits, queries, deletedRate)),
                Make("deleted", hits <= test.Threshold ? 1 : 0, null, Direction.Higher),
                Make("threshold", test.Threshold) with
                {
                    Unit = "count",
                },
                Make("type-one", test.TypeOne),
                Make("type-two", test.TypeTwo),
                Make("deletion-confidence", test.DeletionConfidence),
            ],
        };
    }

    private static int Hits(LogitTable model, AttackInput input, bool side) =>
        Enumerable
            .Range(0, input.Labels.Length)
            .Count(i => input.Members[i] == side && Softmax.Prediction(model.Row(i)) == input.Labels[i]);
}
