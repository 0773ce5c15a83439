using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>The skew-normal distribution with density 2/w phi(z) Phi(shape z), z = (x - location)/w (Azzalini 1985).</summary>
/// <param name="Shape">Skewness parameter; 0 is the normal distribution.</param>
/// <param name="Location">Location.</param>
/// <param name="Scale">w, positive.</param>
public sealed record SkewNormal(double Shape, double Location, double Scale)
{
    /// <summary>The maximum-likelihood fit, by Nelder and Mead's method from the moments.</summary>
    /// <param name="sample">At least three finite values that are not all equal.</param>
    /// <exception cref="InputException">The sample is too small, constant or not finite, or no fit was found.</exception>
    public static SkewNormal Fit(ReadOnlySpan<double> sample)
    {
        double[] values = sample.ToArray();
        if (!values.All(double.IsFinite))
        {
            throw new InputException("A skew-normal fit needs finite values.");
        }

        double deviation = values.Length < 3 || values.Min() == values.Max() ? 0 : Moments.Deviation(values);
        if (deviation == 0)
        {
            throw new InputException("A skew-normal fit needs at least three values that are not all equal.");
        }

        double mean = Moments.Mean(values);
        double skewness = Math.Clamp(values.Average(v => Math.Pow((v - mean) / deviation, 3)), -0.99, 0.99);

        // Method of moments: |delta| from |skewness|, then shape, scale and location.
        double power = Math.Pow(Math.Abs(skewness), 2.0 / 3);
        double delta =
            Math.Sign(skewness) * Math.Sqrt(Math.PI / 2 * power / (power + Math.Pow((4 - Math.PI) / 2, 2.0 / 3)));
        delta = Math.Clamp(delta, -0.995, 0.995);
        double shape = delta / Math.Sqrt(1 - (delta * delta));
        double scale = deviation / Math.Sqrt(1 - (2 * delta * delta / Math.PI));
        double location = mean - (scale * delta * Math.Sqrt(2 / Math.PI));
        double Objective(Vector<double> p)
        {
            var candidate = new SkewNormal(p[0], p[1], Math.Exp(p[2]));
            return -values.Average(candidate.LogDensity);
        }

        Vector<double> best = Minimum(
            Objective,
            [shape, location, Math.Log(scale)],
            [0.1 + (0.1 * Math.Abs(shape)), 0.1 * deviation, 0.1]
        );
        return new SkewNormal(best[0], best[1], Math.Exp(best[2]));
    }

    private static Vector<double> Minimum(Func<Vector<double>, double> objective, double[] start, double[] steps)
    {
        try
        {
            return NelderMeadSimplex
                .Minimum(
                    ObjectiveFunction.Value(objective),
                    Vector<double>.Build.Dense(start),
                    Vector<double>.Build.Dense(steps),
                    1e-12,
                    20_000
                )
                .MinimizingPoint;
        }
        catch (OptimizationException error)
        {
            throw new InputException($"No skew-normal distribution fits the values: {error.Message}");
        }
    }

    /// <summary>Logarithm of the density.</summary>
    public double LogDensity(double value)
    {
        double z = (value - Location) / Scale;
        return Math.Log(2)
            + NormalDistribution.LogDensity(value, Location, Scale)
            + NormalDistribution.LogCdf(Shape * z);
    }

    /// <summary>log P(X &lt;= value), by Gauss-Legendre panels around the mass of the lower tail; accurate to about 1e-10.</summary>
    public double LogCdf(double value)
    {
        double top = (value - Location) / Scale;

        // Below the smaller of 0 and the bound the density falls faster than a normal one: 12 deviations hold it all.
        double bottom = Math.Min(top, 0) - 12;
        const int panels = 200;
        double width = (top - bottom) / panels;
        double largest = double.NegativeInfinity;
        for (int i = 0; i <= panels; i++)
        {
            largest = Math.Max(largest, LogStandard(bottom + (i * width)));
        }

        double sum = 0;
        for (int i = 0; i < panels; i++)
        {
            double left = bottom + (i * width);
            sum += GaussLegendreRule.Integrate(z => Math.Exp(LogStandard(z) - largest), left, left + width, 16);
        }

        return Math.Min(0, largest + Math.Log(sum));
    }

    private double LogStandard(double z) =>
        Math.Log(2) + NormalDistribution.LogDensity(z, 0, 1) + NormalDistribution.LogCdf(Shape * z);
}
