using MathNet.Numerics;

namespace Unlearn.Verification.Statistics;

/// <summary>Loader's saddle point expansion (2000): binomial and beta terms without differences of huge log-gammas.</summary>
internal static class SaddlePoint
{
    /// <summary>log of x^a (1-x)^b / B(a, b), for positive a and b and x in (0, 1).</summary>
    public static double LogBetaDensityTerm(double a, double b, double x)
    {
        double n = a + b;
        return (0.5 * Math.Log(a * b / (2 * Math.PI * n)))
            + StirlingError(n)
            - StirlingError(a)
            - StirlingError(b)
            - Deviance(a, n * x)
            - Deviance(b, n * (1 - x));
    }

    /// <summary>log Gamma(n+1) - (n + 1/2) log n + n - log(2 pi)/2.</summary>
    private static double StirlingError(double n)
    {
        if (n <= 16)
        {
            return SpecialFunctions.GammaLn(n + 1) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }

        double s = 1 / (n * n);
        return ((1.0 / 12) - (s * ((1.0 / 360) - (s * ((1.0 / 1260) - (s * ((1.0 / 1680) - (s / 1188)))))))) / n;
    }

    /// <summary>x log(x/m) + m - x, accurate near x = m.</summary>
    private static double Deviance(double x, double m)
    {
        double difference = x - m;
        if (Math.Abs(difference) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) + m - x;
        }

        double v = difference / (x + m);
        double sum = difference * v;
        double power = 2 * x * v;
        for (int j = 1; ; j++)
        {
            power *= v * v;
            double next = sum + (power / ((2 * j) + 1));
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
