namespace Unlearn.Verification.Signals;

/// <summary>Divergences between predictions, in nats.</summary>
public static class Divergence
{
    /// <summary>KL(p || q); infinite where p has mass and q has none.</summary>
    /// <param name="p">Probabilities.</param>
    /// <param name="q">Probabilities, as many.</param>
    public static double KullbackLeibler(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double sum = 0;
        for (int k = 0; k < p.Length; k++)
        {
            sum += p[k] > 0 ? p[k] * Math.Log(p[k] / q[k]) : 0;
        }

        return sum;
    }

    /// <summary>KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2; in [0, log 2] (Lin 1991).</summary>
    /// <param name="p">Probabilities.</param>
    /// <param name="q">Probabilities, as many.</param>
    public static double JensenShannon(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var middle = new double[p.Length];
        for (int k = 0; k < middle.Length; k++)
        {
            middle[k] = (p[k] + q[k]) / 2;
        }

        return (KullbackLeibler(p, middle) + KullbackLeibler(q, middle)) / 2;
    }
}
