using Unlearn.Core;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// Scores of one text from the log-probabilities of its labelled tokens, in nats. Of every score a larger value speaks for a text that the
/// model was trained on.
/// </summary>
public static class TokenScores
{
    private const double VarianceFloor = 1e-6;

    /// <summary>The mean log-probability: minus the loss of a token (Yeom et al. 2018).</summary>
    /// <param name="logProbabilities">At least one, each at most 0.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static double Mean(ReadOnlySpan<double> logProbabilities)
    {
        if (logProbabilities.Length == 0)
        {
            throw new InputException("A text without labelled tokens has no score.");
        }

        double sum = 0;
        foreach (double value in logProbabilities)
        {
            sum += value;
        }

        return sum / logProbabilities.Length;
    }

    /// <summary>Min-K%: the mean of the share of tokens that the model finds least likely (Shi et al. 2024, equation 1).</summary>
    /// <param name="logProbabilities">At least one.</param>
    /// <param name="share">The share k, in (0, 1]; of n tokens max(1, floor(k n)) are looked at.</param>
    public static double MinK(ReadOnlySpan<double> logProbabilities, double share)
    {
        Mean(logProbabilities);
        double[] sorted = logProbabilities.ToArray();
        Array.Sort(sorted);

        // A share such as 0.29 of 100 is a little less than 29 in binary.
        int count = Math.Clamp((int)Math.Floor((share * sorted.Length) + 1e-9), 1, sorted.Length);
        return Mean(sorted.AsSpan(0, count));
    }

    /// <summary>
    /// Min-K%++: the same of log-probabilities that are standardised by their mean and deviation under the model's own next-token law (Zhang et al.
    /// 2025, equation 3).
    /// </summary>
    /// <param name="logProbabilities">At least one.</param>
    /// <param name="means">Mean of log p under the model's law at each place: minus its entropy.</param>
    /// <param name="deviations">Standard deviation of log p there; variances count as at least 1e-6.</param>
    /// <param name="share">The share k, in (0, 1].</param>
    public static double MinKPlusPlus(
        ReadOnlySpan<double> logProbabilities,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> deviations,
        double share
    )
    {
        var standardised = new double[logProbabilities.Length];
        for (int i = 0; i < standardised.Length; i++)
        {
            double deviation = Math.Sqrt(Math.Max(VarianceFloor, deviations[i] * deviations[i]));
            standardised[i] = (logProbabilities[i] - means[i]) / deviation;
        }

        return MinK(standardised, share);
    }

    /// <summary>The mean log-probability per byte that the text compresses to (Carlini et al. 2021, section 5.2).</summary>
    /// <param name="logProbabilities">At least one.</param>
    /// <param name="compressedBytes">See <see cref="CompressedLength"/>; above 0.</param>
    public static double Zlib(ReadOnlySpan<double> logProbabilities, double compressedBytes) =>
        Mean(logProbabilities) / compressedBytes;

    /// <summary>How much likelier a text is than to a reference model, per token, in nats (Carlini et al. 2021, section 5.2).</summary>
    /// <param name="logProbabilities">Of the model.</param>
    /// <param name="reference">Of a model that was not trained on the text.</param>
    public static double Reference(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> reference) =>
        Mean(logProbabilities) - Mean(reference);

    /// <summary>The loss of a token to a reference model over that to the model: above 1 where the model knows the text better.</summary>
    /// <param name="logProbabilities">Of the model.</param>
    /// <param name="reference">Of a model that was not trained on the text.</param>
    public static double ReferenceRatio(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> reference) =>
        Ratio(Mean(reference), Mean(logProbabilities));

    /// <summary>The loss of a token of the text in lower case over that of the text as it is (Carlini et al. 2021, section 5.2).</summary>
    /// <param name="logProbabilities">Of the text.</param>
    /// <param name="lowerCase">Of the same text in lower case; it may have another number of tokens.</param>
    public static double LowerCaseRatio(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> lowerCase) =>
        Ratio(Mean(lowerCase), Mean(logProbabilities));

    /// <summary>Losses below this are equal to none: a text known by heart is no infinite evidence.</summary>
    private static double Ratio(double other, double own)
    {
        const double least = 1e-9;
        return Math.Max(-other, least) / Math.Max(-own, least);
    }
}
