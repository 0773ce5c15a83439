namespace Unlearn.Verification.Statistics;

/// <summary>
/// The regularised incomplete beta function and its inverse, to about 1e-13 for counts up to millions. The prefix is taken
/// through Loader's saddle point expansion (2000), so that no difference of huge log-gammas appears, and the continued
/// fraction by Lentz's method (NIST DLMF 8.17.22).
/// </summary>
public static class IncompleteBeta
{
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b), the CDF of a Beta(a, b) variable.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="x">In [0, 1].</param>
    public static double Regularized(double a, double b, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (x >= 1)
        {
            return 1;
        }

        double prefix = Math.Exp(SaddlePoint.LogBetaDensityTerm(a, b, x));
        return x < (a + 1) / (a + b + 2) ? prefix * Fraction(a, b, x) / a : 1 - (prefix * Fraction(b, a, 1 - x) / b);
    }

    /// <summary>1 - I_x(a, b) without cancellation.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="x">In [0, 1].</param>
    public static double Complement(double a, double b, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        if (x >= 1)
        {
            return 0;
        }

        double prefix = Math.Exp(SaddlePoint.LogBetaDensityTerm(a, b, x));
        return x < (a + 1) / (a + b + 2) ? 1 - (prefix * Fraction(a, b, x) / a) : prefix * Fraction(b, a, 1 - x) / b;
    }

    /// <summary>The x with I_x(a, b) = <paramref name="probability"/>, to neighbouring numbers.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Quantile(double a, double b, double probability)
    {
        if (probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return 1;
        }

        // Newton's steps inside a shrinking bracket; a step that leaves it is replaced by a bisection.
        double low = 0;
        double high = 1;
        double x = a / (a + b);
        for (int i = 0; i < 1100 && high - low > 4e-16 * high; i++)
        {
            double value = Regularized(a, b, x);
            (low, high) = value < probability ? (x, high) : (low, x);
            double slope = Math.Exp(SaddlePoint.LogBetaDensityTerm(a, b, x)) / (x * (1 - x));
            double next = x - ((value - probability) / slope);
            if (Math.Abs(next - x) <= 2e-16 * x)
            {
                return next;
            }

            x = next > low && next < high ? next : 0.5 * (low + high);
        }

        return 0.5 * (low + high);
    }

    private static double Fraction(double a, double b, double x)
    {
        double c = 1;
        double d = 1 / NonZero(1 - ((a + b) * x / (a + 1)));
        double result = d;
        for (int m = 1; m < 100_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NonZero(1 + (even * d));
            c = NonZero(1 + (even / c));
            result *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NonZero(1 + (odd * d));
            c = NonZero(1 + (odd / c));
            double step = c * d;
            result *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return result;
    }

    private static double NonZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
