using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Maximum mean discrepancy (Gretton et al. 2012) between the predictions on the forget set of the target and of each
/// retrained reference, averaged, with the smallest permutation p-value after Holm's correction. Both samples are the same points,
/// so that points are compared with other points only and permutations swap the two models' predictions on a point. Beside them the
/// distance among the references themselves, the null.
/// </summary>
[VerificationAttack("mmd", Title = "MMD", Version = 4)]
[Refuses(typeof(ITextPoints), Reason = "it compares probabilities of classes")]
public sealed record MmdDistance : IOutputAttack
{
    /// <summary>The squared distance.</summary>
    public static FigureKind Squared { get; } =
        new(
            "mmd-squared",
            "MMD²",
            "Squared maximum mean discrepancy between the predictions on the forget set and those of retrained models, mean over them; about 0 for equal distributions."
        )
        {
            Unit = "squared kernel distance",
            Reading = Reading.DistinctWhenHigh,
        };

    private static readonly FigureKind NullSquared = new(
        "null-mmd-squared",
        "MMD² of retraining",
        "The same between retrained models with other seeds, mean over their pairs: the level that perfect unlearning has."
    )
    {
        Unit = "squared kernel distance",
        Direction = Direction.None,
    };

    /// <summary>The p-value of the distance.</summary>
    public static FigureKind SmallestP { get; } =
        new(
            "mmd-p",
            "MMD p",
            "Smallest p of the permutation tests against the retrained models, with Holm's correction."
        )
        {
            Direction = Direction.None,
        };

    /// <summary>Permutations behind each p-value.</summary>
    [Range(19, 100_000)]
    public int Permutations { get; init; } = 199;

    /// <summary>Bandwidth of the Gaussian kernel; 0 takes the median distance.</summary>
    [Range(0.0, 1e6)]
    public double Bandwidth { get; init; }

    /// <summary>Most points that are compared (the cost grows with the square), drawn by a fixed key.</summary>
    [Range(2, 5000)]
    public int Points { get; init; } = 500;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [ReferenceEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Squared, SmallestP, NullSquared];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        IReadOnlyList<LogitTable> models = input.Require(ReferenceEvidence.Kind, "mmd");
        InputChecks.CheckCount(models, 1, "retrained models", "mmd");
        RandomKey key = new RandomKey(0).Derive("mmd");
        int[] members = [.. Enumerable.Range(0, input.Members.Length).Where(i => input.Members[i])];
        int[] chosen = [.. key.Derive("points").Order(members).Take(Points)];
        if (chosen.Length < 2)
        {
            return new AttackEvidence
            {
                Figures = [Nothing("mmd-squared"), Nothing("mmd-p"), Nothing("null-mmd-squared")],
            };
        }

        int classes = input.Target.Classes;
        double[] Rows(LogitTable table) => [.. chosen.SelectMany(i => Softmax.Of(table.Row(i)))];
        double[] target = Rows(input.Target);
        double[][] references = [.. models.Select(Rows)];
        double[] pairs =
        [
            .. references.SelectMany(
                (r, i) =>
                    references
                        .Skip(i + 1)
                        .Select(o =>
                            MaximumMeanDiscrepancy
                                .PairedTest(r, o, classes, key, permutations: 1, bandwidth: Bandwidth)
                                .Squared
                        )
            ),
        ];
        MaximumMeanDiscrepancy[] tests =
        [
            .. references.Select(
                (r, i) => MaximumMeanDiscrepancy.PairedTest(target, r, classes, key.Derive(i), Permutations, Bandwidth)
            ),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                Squared.Of(tests.Average(t => t.Squared), chosen.Length),
                SmallestP.Of(Holm.Adjust([.. tests.Select(t => t.PValue)]).Min(), chosen.Length),
                pairs.Length > 0
                    ? NullSquared.Of(pairs.Average(), chosen.Length)
                    : NullSquared.NotResolvable("needs two retrained models", chosen.Length),
            ],
        };
    }

    private static Figure Nothing(string name) =>
        new()
        {
            Name = name,
            Value = null,
            Count = 1,
            NotResolvable = "needs two forgotten points",
        };
}
