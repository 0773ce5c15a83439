using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// The truth ratio (Maini et al. 2024, section 2.2.2): how likely wrong answers of the same form are beside the right one in other words. Below 1
/// a model knows the right one; retrained models are near 1 on what they never saw.
/// </summary>
public static class TruthRatio
{
    /// <summary>The ratio.</summary>
    /// <param name="right">Mean log-probability of the right answer's tokens, in nats.</param>
    /// <param name="wrong">The same of each wrong answer, at least one.</param>
    /// <param name="mean">How wrong answers are averaged: common code takes the geometric mean, the paper the arithmetic one.</param>
    /// <returns>Above 0, and finite: differences beyond 700 nats count as such.</returns>
    /// <exception cref="InputException">There is no wrong answer.</exception>
    public static double Of(double right, ReadOnlySpan<double> wrong, TruthRatioMean mean = TruthRatioMean.Geometric)
    {
        const double most = 700;
        if (wrong.Length == 0)
        {
            throw new InputException("A truth ratio needs at least one wrong answer.");
        }

        double sum = 0;
        foreach (double value in wrong)
        {
            double difference = Math.Clamp(value - right, -most, most);
            sum += mean == TruthRatioMean.Geometric ? difference : Math.Exp(difference);
        }

        double average = sum / wrong.Length;
        return mean == TruthRatioMean.Geometric ? Math.Exp(average) : average;
    }

    /// <summary>What is reported of forgotten points: min(TR, 1/TR), 1 where right and wrong are as likely.</summary>
    public static double OfForgotten(double ratio) => Math.Min(ratio, 1 / ratio);

    /// <summary>What is reported of all other points: max(0, 1 - TR), 1 where wrong answers are impossible.</summary>
    public static double OfOthers(double ratio) => Math.Max(0, 1 - ratio);

    /// <summary>
    /// Forget quality (Maini et al. 2024, section 2.2.3): the two-sample Kolmogorov-Smirnov test between the ratios of an unlearned and a retrained
    /// model. Its p-value shrinks with the number of points whatever the difference; D is the effect.
    /// </summary>
    /// <param name="unlearned">Ratios of the unlearned model on the forgotten points.</param>
    /// <param name="retrained">The same of the retrained one.</param>
    public static KolmogorovSmirnov ForgetQuality(ReadOnlySpan<double> unlearned, ReadOnlySpan<double> retrained) =>
        KolmogorovSmirnov.Test(unlearned, retrained);
}
