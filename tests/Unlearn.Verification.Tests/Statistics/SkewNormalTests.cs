using Unlearn.Core;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SkewNormalTests
{
    private const string TooFew = "A skew-normal fit needs at least three values that are not all equal.";

    // Quantiles of Rayleigh's distribution, whose skewness is 0.63.
    private static readonly double[] Skewed =
    [
        .. Enumerable.Range(0, 60).Select(static i => Math.Sqrt(-2 * Math.Log(1 - ((i + 0.5) / 60)))),
    ];

    [Test]
    public void The_likelihood_equations_hold_at_the_fit()
    {
        // The slopes by shape, location and scale vanish: mean z h = 0, mean z = shape mean h, mean z^2 = 1, h = phi(shape z)/Phi(shape z).
        SkewNormal fit = SkewNormal.Fit(Skewed);
        double[] z = [.. Skewed.Select(value => (value - fit.Location) / fit.Scale)];
        double[] hazard =
        [
            .. z.Select(v => Math.Exp(-0.5 * fit.Shape * v * fit.Shape * v) / Math.Sqrt(2 * Math.PI))
                .Zip(z, (density, v) => density / NormalDistribution.Cdf(fit.Shape * v)),
        ];

        Assert.That(fit.Shape, Is.GreaterThan(1));
        Assert.That(z.Zip(hazard, static (v, h) => v * h).Average(), Is.Zero.Within(1e-5));
        Assert.That(z.Average(), Is.EqualTo(fit.Shape * hazard.Average()).Within(1e-5));
        Assert.That(z.Average(static v => v * v), Is.EqualTo(1).Within(1e-5));
    }

    [TestCase(1e6, 3e6)]
    [TestCase(1e-6, -2e-6)]
    [TestCase(-1, 4)]
    public void The_fit_moves_with_the_unit_and_the_origin(double unit, double origin)
    {
        SkewNormal fit = SkewNormal.Fit(Skewed);
        SkewNormal moved = SkewNormal.Fit([.. Skewed.Select(value => origin + (unit * value))]);

        Assert.That(moved.Shape, Is.EqualTo(Math.Sign(unit) * fit.Shape).Within(1e-3));
        Assert.That((moved.Location - origin) / unit, Is.EqualTo(fit.Location).Within(1e-4));
        Assert.That(moved.Scale / Math.Abs(unit), Is.EqualTo(fit.Scale).Within(1e-4));
    }

    [Test]
    public void Of_symmetric_heavy_tails_it_is_the_normal_distribution()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(static i => Math.Tan(Math.PI * (i - 24.5) / 62.5))];
        SkewNormal fit = SkewNormal.Fit(values);

        Assert.That(fit.Shape, Is.Zero.Within(1e-3));
        Assert.That(fit.Location, Is.Zero.Within(1e-3));
        Assert.That(fit.Scale, Is.EqualTo(Moments.Deviation(values)).Within(1e-5));
    }

    [Test]
    public void Three_values_are_enough()
    {
        // The normal distribution is one of the family, so that the best one is no less likely: there the mean of z^2/2 is 1/2.
        double[] values = [-1, 0, 1];
        double normal = -0.5 - (0.5 * Math.Log(2 * Math.PI)) - (0.5 * Math.Log(2.0 / 3));

        Assert.That(values.Average(SkewNormal.Fit(values).LogDensity), Is.GreaterThan(normal - 1e-9));
    }

    [Test]
    public void Far_out_in_the_lower_tail_its_logarithms_are_finite()
    {
        Assert.That(
            new SkewNormal(0, 0, 1).LogCdf(-60),
            Is.EqualTo(NormalDistribution.LogCdf(-60)).Within(1e-9),
            "shape 0 is the normal distribution"
        );
        Assert.That(
            new SkewNormal(1, 0, 1).LogCdf(-20),
            Is.EqualTo(2 * NormalDistribution.LogCdf(-20)).Within(1e-9),
            "shape 1 is its square"
        );
    }

    [Test]
    public void Values_that_no_fit_is_found_for_are_an_error_in_words() =>
        Assert.That(
            () => SkewNormal.Fit([1e300, -1e300, 3e299, 2e300, -7e299]),
            Throws.TypeOf<InputException>().With.Message.Contains("skew-normal")
        );

    [Test]
    public void Samples_of_less_than_three_values_constant_ones_and_infinite_ones_are_refused()
    {
        Refused(() => SkewNormal.Fit([]), TooFew);
        Refused(() => SkewNormal.Fit([1, 2]), TooFew);
        Refused(() => SkewNormal.Fit([2, 2, 2]), TooFew);
        Refused(() => SkewNormal.Fit([0.1, 0.1, 0.1]), TooFew); // The mean is not 0.1.
        Refused(() => SkewNormal.Fit([0, 1e-200, 2e-200]), TooFew); // The deviation is 0.
        Refused(() => SkewNormal.Fit([1, 2, double.NaN, 4]), "A skew-normal fit needs finite values.");
        Refused(() => SkewNormal.Fit([1, 2, double.NegativeInfinity, 4]), "A skew-normal fit needs finite values.");
    }
}
