using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Does the model still tell the right answer, in other words, from wrong ones of the same form? The truth ratio (Maini et al. 2024, section 2.2.2) on the forgotten
/// texts, and forget quality (section 2.2.3): Kolmogorov and Smirnov's test between the ratios of the model and of retrained ones, beside the same test
/// among retrained ones, the null.
/// </summary>
/// <remarks>
/// Reported as min(R, 1/R), which is 1 where right and wrong answers are as likely. The test is of log R itself: D and p are the same for R, 1/R and log R. p shrinks
/// with the number of texts whatever the difference; D is the size of the effect, and a model compared with itself gives p 1 and means nothing.
/// </remarks>
[VerificationAttack("truth-ratio")]
[Serves(typeof(ITextPoints), Reason = "it compares wordings of answers")]
public sealed record TruthRatioAttack : IOutputAttack
{
    private static readonly FigureKind Forgotten = new(
        "truth-ratio",
        "Truth ratio",
        "How likely wrong answers to a forgotten question are beside the right one in other words, R as min(R, 1/R): mean over texts. 1 where the model cannot tell them apart."
    )
    {
        Reading = Reading.FamiliarWhenLow,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Distance = new(
        "forget-quality-d",
        "Forget quality, D",
        "Largest difference between the distribution functions of the truth ratios of the model and of retrained ones, mean over them."
    )
    {
        Reading = Reading.DistinctWhenHigh,
    };

    private static readonly FigureKind Quality = new(
        "forget-quality-log10-p",
        "Forget quality, log10 p",
        "Forget quality as published, its decimal logarithm: the p-value of the two-sample test behind D, the median over retrained models; 0 is best. It shrinks with the number of texts."
    )
    {
        Unit = "log10 p",
        Direction = Direction.None,
    };

    private static readonly FigureKind NullDistance = new(
        "null-forget-quality-d",
        "Forget quality, D, null",
        "The same distance among the retrained models themselves."
    )
    {
        Direction = Direction.None,
    };

    private static readonly FigureKind NullQuality = new(
        "null-forget-quality-log10-p",
        "Forget quality, log10 p, null",
        "The same among the retrained models themselves: what perfect forgetting can show here."
    )
    {
        Unit = "log10 p",
        Direction = Direction.None,
    };

    /// <summary>How wrong answers are averaged. Default geometric, as in common code; the paper has arithmetic.</summary>
    public TruthRatioMean Mean { get; init; } = TruthRatioMean.Geometric;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [TruthEvidence.Kind];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Forgotten, Distance, Quality, NullDistance, NullQuality];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        TruthAnswers answers = input.Require(TruthEvidence.Kind, "truth-ratio");
        double[] own = Ratios(answers.Target, input.Members);
        if (own.Length == 0)
        {
            throw new InputException(
                "'truth-ratio' needs wrong answers to the forgotten texts, and the data have none; `wrongAnswers` of `questions` names their column."
            );
        }

        double[][] retrained = [.. answers.Retrained.Select(model => Ratios(model, input.Members))];
        KolmogorovSmirnov[] tests = [.. retrained.Select(model => TruthRatio.ForgetQuality(own, model))];
        KolmogorovSmirnov[] among =
        [
            .. retrained.SelectMany(
                (first, i) => retrained.Skip(i + 1).Select(second => TruthRatio.ForgetQuality(first, second))
            ),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                DistributionFigures.MeanOf(
                    Forgotten,
                    Array.ConvertAll(own, static log => TruthRatio.OfForgotten(Math.Exp(log))),
                    Forgotten.Name
                ),
                .. Of(Distance, Quality, tests, own.Length, "there is no retrained model"),
                .. Of(NullDistance, NullQuality, among, own.Length, "needs two retrained models"),
            ],
        };
    }

    private double[] Ratios(double[][] model, bool[] members) =>
        [
            .. model
                .Where((row, point) => members[point] && row.Length > 0)
                .Select(row => Math.Log(TruthRatio.Of(row[0], row.AsSpan(1), Mean))),
        ];

    private static Figure[] Of(
        FigureKind distance,
        FigureKind quality,
        KolmogorovSmirnov[] tests,
        int count,
        string without
    ) =>
        tests.Length == 0
            ? [distance.NotResolvable(without, count), quality.NotResolvable(without, count)]
            :
            [
                distance.Of(tests.Average(static test => test.D), count),
                quality.Of(
                    Moments.Median([.. tests.Select(static test => Math.Log10(Math.Max(test.PValue, double.Epsilon)))]),
                    count
                ),
            ];
}
