namespace Unlearn.Verification.Signals.Tokens;

/// <summary>Probabilities of answers from mean log-probabilities of their tokens (Maini et al. 2024, section 2.2.1).</summary>
public static class AnswerProbability
{
    /// <summary>The geometric mean of a token's probability: p(answer) to the power of 1 / tokens.</summary>
    /// <param name="mean">Mean log-probability, in nats.</param>
    public static double Of(double mean) => Math.Exp(mean);

    /// <summary>The right answer's share among all that are offered, as for a multiple choice.</summary>
    /// <param name="right">Log-probability of the right answer, in nats: of a token on average, as common code has it, or of the whole answer, as the paper.</param>
    /// <param name="wrong">The same of the wrong answers.</param>
    public static double Normalised(double right, ReadOnlySpan<double> wrong)
    {
        double rest = 0;
        foreach (double value in wrong)
        {
            rest += Math.Exp(value - right);
        }

        return 1 / (1 + rest);
    }
}
