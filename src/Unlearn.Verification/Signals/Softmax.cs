using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Signals;

/// <summary>Probabilities from logits, in float64.</summary>
public static class Softmax
{
    /// <summary>exp z_k / sum of exp z, shifted by the largest logit.</summary>
    /// <param name="logits">The logits of one point.</param>
    public static double[] Of(ReadOnlySpan<double> logits)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var probabilities = new double[logits.Length];
        double sum = 0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] = Math.Exp(logits[k] - largest);
            sum += probabilities[k];
        }

        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] /= sum;
        }

        return probabilities;
    }

    /// <summary>The probabilities of each point, one array a point.</summary>
    /// <param name="logits">One row per point.</param>
    public static double[][] Of(LogitTable logits)
    {
        var rows = new double[logits.Points][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Of(logits.Row(i));
        }

        return rows;
    }

    /// <summary>The class with the largest logit; the first of them where several are equal.</summary>
    /// <param name="logits">The logits of one point.</param>
    public static int Prediction(ReadOnlySpan<double> logits)
    {
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            best = logits[k] > logits[best] ? k : best;
        }

        return best;
    }
}
