using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Is phi on the forget set distributed as under retrained models? Kolmogorov and Smirnov's D to each reference, averaged,
/// and the smallest p-value after Holm's correction; beside them D among the references themselves, the null.
/// </summary>
/// <remarks>
/// Both samples are the same points under two models: p swaps within pairs. The published p-values, made for independent
/// samples, are options; they hardly ever tell two models apart that agree on most of a point's difficulty.
/// </remarks>
[VerificationAttack(Name, Title = "Kolmogorov-Smirnov", ShortName = "ks", Version = 2)]
public sealed record KolmogorovSmirnovDistance : IOutputAttack
{
    private const string Name = "kolmogorov-smirnov";

    /// <summary>The distance.</summary>
    public static FigureKind Distance { get; } =
        new(
            "ks-d",
            "KS distance",
            "Largest difference between the distribution functions of phi on the forget set, to retrained models, mean over them."
        )
        {
            Reading = Reading.DistinctWhenHigh,
        };

    /// <summary>The p-value of the distance.</summary>
    public static FigureKind SmallestP { get; } =
        new(
            "ks-p",
            "KS p",
            "Smallest p of the tests against the retrained models, with Holm's correction; it shrinks with the number of points and is no size of an effect."
        )
        {
            Direction = Direction.None,
        };

    private static readonly FigureKind NullDistance = new(
        "null-ks-d",
        "KS distance, null",
        "The same distance among the retrained models themselves."
    )
    {
        Direction = Direction.None,
    };

    /// <summary>Which p-value is reported; they differ under ties and in small samples.</summary>
    public KolmogorovSmirnovConvention PValue { get; init; } = KolmogorovSmirnovConvention.Paired;

    /// <summary>Permutations behind each paired p-value.</summary>
    [Range(19, 100_000)]
    public int Permutations { get; init; } = 999;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [ReferenceEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Distance, SmallestP, NullDistance];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        IReadOnlyList<LogitTable> models = input.Require(ReferenceEvidence.Kind, Name);
        InputChecks.CheckCount(models, 1, "retrained models", Name);
        double[] target = Forgotten(input, input.Target);
        double[][] references = [.. models.Select(table => Forgotten(input, table))];
        RandomKey key = new RandomKey(0).Derive(Name);
        KolmogorovSmirnov[] tests =
        [
            .. references.Select((r, i) => KolmogorovSmirnov.Test(target, r, PValue, key.Derive(i), Permutations)),
        ];
        double[] pairs =
        [
            .. references.SelectMany(
                (r, i) =>
                    references
                        .Skip(i + 1)
                        .Select(o => KolmogorovSmirnov.Test(r, o, KolmogorovSmirnovConvention.Asymptotic).D)
            ),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                Distance.Of(tests.Average(t => t.D), target.Length),
                SmallestP.Of(Holm.Adjust([.. tests.Select(t => t.PValue)]).Min(), target.Length),
                pairs.Length > 0
                    ? NullDistance.Of(pairs.Average(), target.Length)
                    : NullDistance.NotResolvable("needs two retrained models", target.Length),
            ],
        };
    }

    private static double[] Forgotten(AttackInput input, LogitTable model) =>
        DistributionFigures.Side(Confidence.Phi(model, input.Labels), input.Members, true);
}
