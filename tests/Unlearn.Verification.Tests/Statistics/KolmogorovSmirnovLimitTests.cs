using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class KolmogorovSmirnovLimitTests
{
    [Test]
    public void The_limit_has_its_tabulated_quantiles()
    {
        Assert.That(KolmogorovSmirnov.Limit(1.3580986393225507), Is.EqualTo(0.05).Within(1e-9));
        Assert.That(KolmogorovSmirnov.Limit(1.6276236115189503), Is.EqualTo(0.01).Within(1e-9));
        Assert.That(
            KolmogorovSmirnov.Limit(1 - 1e-12),
            Is.EqualTo(KolmogorovSmirnov.Limit(1)).Within(1e-9),
            "both series"
        );
    }

    // Both series in 50 digits, which agree.
    [TestCase(0, 1)]
    [TestCase(0.05, 1)]
    [TestCase(0.3, 0.999990694198665486)]
    [TestCase(0.5, 0.963945243664875107)]
    [TestCase(0.8, 0.544142411574198182)]
    [TestCase(1, 0.269999671677354502)]
    [TestCase(2, 6.70925255779695334e-4)]
    [TestCase(4, 2.53283310981883511e-14)]
    public void The_limit_keeps_its_digits_at_both_ends(double t, double expected) =>
        Assert.That(KolmogorovSmirnov.Limit(t), Is.EqualTo(expected).Within(1e-12 * expected));

    [Test]
    public void The_asymptotic_p_value_is_the_limit_at_d_times_the_root_of_nm_by_n_plus_m()
    {
        // n = 4 and m = 12: nm/(n + m) = 3, and 1 - K(t) = 2 (exp(-2 t^2) - exp(-8 t^2) + exp(-18 t^2) - ...).
        double[] y = [.. Enumerable.Range(1, 12).Select(i => (double)i)];
        KolmogorovSmirnov apart = Asymptotic([-4, -3, -2, -1]);
        KolmogorovSmirnov half = Asymptotic([-2, -1, 20, 21]);

        Assert.That(apart.D, Is.EqualTo(1));
        Assert.That(apart.PValue, Is.EqualTo(2 * (Math.Exp(-6) - Math.Exp(-24))).Within(1e-15));
        Assert.That(half.D, Is.EqualTo(0.5));
        Assert.That(
            half.PValue,
            Is.EqualTo(2 * (Math.Exp(-1.5) - Math.Exp(-6) + Math.Exp(-13.5) - Math.Exp(-24))).Within(1e-14)
        );
        Assert.That(Asymptotic(y).PValue, Is.EqualTo(1), "the same values");

        KolmogorovSmirnov Asymptotic(double[] x) =>
            KolmogorovSmirnov.Test(x, y, KolmogorovSmirnovConvention.Asymptotic);
    }
}
