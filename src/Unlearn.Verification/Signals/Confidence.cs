using System.Runtime.CompilerServices;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Signals;

/// <summary>
/// Signals of the true class, from logits in float64. All go through phi = log p_y - log(1 - p_y), computed as
/// z_y - logsumexp(other logits), which never saturates (Carlini et al. 2022, section V-A).
/// </summary>
public static class Confidence
{
    /// <summary>phi = z_y - log sum over k != y of exp z_k.</summary>
    /// <param name="logits">The logits of one point, at least two.</param>
    /// <param name="label">The true class, 0-based.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Phi(ReadOnlySpan<double> logits, int label)
    {
        ReadOnlySpan<double> before = logits[..label];
        ReadOnlySpan<double> after = logits[(label + 1)..];
        double largest = double.NegativeInfinity;
        foreach (double logit in before)
        {
            largest = logit > largest ? logit : largest;
        }

        foreach (double logit in after)
        {
            largest = logit > largest ? logit : largest;
        }

        double sum = 0;
        foreach (double logit in before)
        {
            sum += Math.Exp(logit - largest);
        }

        foreach (double logit in after)
        {
            sum += Math.Exp(logit - largest);
        }

        return logits[label] - (largest + Math.Log(sum));
    }

    /// <summary>phi of each point.</summary>
    /// <param name="logits">One row per point.</param>
    /// <param name="labels">The true class of each point.</param>
    public static double[] Phi(LogitTable logits, ReadOnlySpan<int> labels)
    {
        var phi = new double[labels.Length];
        for (int i = 0; i < phi.Length; i++)
        {
            phi[i] = Phi(logits.Row(i), labels[i]);
        }

        return phi;
    }

    /// <summary>phi of a probability by its logarithm: log p - log(1 - p).</summary>
    /// <param name="logProbability">log p, in nats, at most 0; what is closer to 0 than 1e-9 counts as that close, so that phi stays finite.</param>
    public static double PhiOf(double logProbability)
    {
        double loss = Math.Max(-logProbability, 1e-9);

        // 1 - exp(-x) is x (1 - x/2) up to x^3 / 6 where x is small, and loses its digits otherwise.
        double rest = loss < 1e-5 ? loss * (1 - (loss / 2)) : 1 - Math.Exp(-loss);
        return -loss - Math.Log(rest);
    }

    /// <summary>Cross-entropy loss in nats, -log p_y = log(1 + exp(-phi)); finite for finite logits.</summary>
    /// <param name="phi">The signal <see cref="Phi(ReadOnlySpan{double}, int)"/>.</param>
    public static double Loss(double phi) =>
        phi > 0 ? Elementary.LogOnePlus(Math.Exp(-phi)) : Elementary.LogOnePlus(Math.Exp(phi)) - phi;

    /// <summary>p_y = 1/(1 + exp(-phi)).</summary>
    /// <param name="phi">The signal <see cref="Phi(ReadOnlySpan{double}, int)"/>.</param>
    public static double Probability(double phi) => 1 / (1 + Math.Exp(-phi));
}
