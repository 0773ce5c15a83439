using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>
/// The unlearning-aware likelihood-ratio attack (Hayes et al. 2024): for each point, can unlearned models be told from
/// retrained ones? One half of the models on each side fits two normal distributions to phi, the other half is decided
/// ("unlearned" when its density is larger); perfect unlearning has an accuracy of one half, point by point.
/// </summary>
[VerificationAttack("u-lira", Title = "U-LiRA")]
public sealed record ULira : IShadowAttack
{
    private static readonly DistributionFigures Forgotten = new(
        new FigureKind(
            "accuracy",
            "Accuracy per point",
            "The attack's accuracy in telling unlearned from retrained models by one forgotten point; one half is guessing."
        )
        {
            Reading = Reading.DistinctWhenHigh,
            Scale = FigureScale.Rate,
        }
    );

    private static readonly DistributionFigures Control = new(
        new FigureKind(
            "control-accuracy",
            "Control accuracy per point",
            "The same by one point never seen: above one half the method changed more than what was to be forgotten."
        )
        {
            Scale = FigureScale.Rate,
        }
    );

    private const double Floor = 1e-30;

    /// <summary>Number of models: half trained with the forget set and then unlearned, half retrained without it.</summary>
    [Range(8, 8192)]
    public int Shadows { get; init; } = 128;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [CopyEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. Forgotten.Kinds, Control.Mean];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        CopyOutputs copies = ModelSignals.Copies(input, "u-lira", 3);
        double[][] unlearned = ModelSignals.ByPoint(copies.Unlearned, input.Labels);
        double[][] retrained = ModelSignals.ByPoint(copies.Retrained, input.Labels);
        double[] accuracies = [.. unlearned.Select((phi, i) => Accuracy(phi, retrained[i]))];
        double[] forgotten = DistributionFigures.Side(accuracies, input.Members, true);
        double[] control = DistributionFigures.Side(accuracies, input.Members, false);
        return new AttackEvidence
        {
            Figures = [.. Forgotten.Of(forgotten), Control.MeanOf(control)],
            Scores = accuracies,
            Curves = [AttackCurve.Ordered(CurveKind.AccuracyByPoint, forgotten)],
        };
    }

    /// <summary>
    /// The attack's accuracy on one point, ties decided as "retrained": the mean of the shares decided rightly on the two
    /// sides.
    /// </summary>
    /// <param name="unlearned">phi under unlearned models, at least three; the first half (rounded up) fits.</param>
    /// <param name="retrained">phi under retrained models, at least three; the first half (rounded up) fits.</param>
    public static double Accuracy(ReadOnlySpan<double> unlearned, ReadOnlySpan<double> retrained)
    {
        int fitUnlearned = (unlearned.Length + 1) / 2;
        int fitRetrained = (retrained.Length + 1) / 2;
        (double meanU, double deviationU) = Fit(unlearned[..fitUnlearned]);
        (double meanR, double deviationR) = Fit(retrained[..fitRetrained]);
        bool Unlearned(double phi) =>
            NormalDistribution.LogDensity(phi, meanU, deviationU)
            > NormalDistribution.LogDensity(phi, meanR, deviationR);

        int rightU = 0;
        foreach (double phi in unlearned[fitUnlearned..])
        {
            rightU += Unlearned(phi) ? 1 : 0;
        }

        int rightR = 0;
        foreach (double phi in retrained[fitRetrained..])
        {
            rightR += Unlearned(phi) ? 0 : 1;
        }

        return 0.5
            * (
                (rightU / (double)(unlearned.Length - fitUnlearned))
                + (rightR / (double)(retrained.Length - fitRetrained))
            );
    }

    private static (double Mean, double Deviation) Fit(ReadOnlySpan<double> phi) =>
        (Moments.Mean(phi), Moments.Deviation(phi) + Floor);
}
