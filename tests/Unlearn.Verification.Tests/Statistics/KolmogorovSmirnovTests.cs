using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class KolmogorovSmirnovTests
{
    [Test]
    public void Separated_samples_have_the_probability_of_two_orders_among_all()
    {
        // Of the C(6, 3) = 20 orders, two separate the samples.
        KolmogorovSmirnov test = KolmogorovSmirnov.Test([1, 2, 3], [4, 5, 6]);

        Assert.That(test.D, Is.EqualTo(1));
        Assert.That(test.PValue, Is.EqualTo(0.1).Within(1e-15));
    }

    [Test]
    public void Exact_p_values_are_shares_of_all_orders()
    {
        double[] x = [0.1, 0.7, 0.9, 2.5];
        double[] y = [0.3, 1.1, 1.2, 1.3, 3.0];

        KolmogorovSmirnov test = KolmogorovSmirnov.Test(x, y);

        Assert.That(test.D, Is.EqualTo(0.55).Within(1e-15));
        Assert.That(test.PValue, Is.EqualTo(Enumerate([.. x, .. y], 4, test.D)).Within(1e-14));
    }

    [Test]
    public void Given_the_ties_it_is_the_permutation_distribution()
    {
        double[] x = [1, 1, 2, 2];
        double[] y = [1, 2, 3, 3, 3];
        KolmogorovSmirnov test = KolmogorovSmirnov.Test(x, y, KolmogorovSmirnovConvention.ExactTies);

        Assert.That(test.D, Is.EqualTo(0.6).Within(1e-15));
        Assert.That(test.PValue, Is.EqualTo(Enumerate([.. x, .. y], 4, test.D)).Within(1e-14));
    }

    [Test]
    public void Ignoring_ties_is_conservative()
    {
        double[] x = [0, 0, 0, 1];
        double[] y = [0, 1, 1, 1];
        double exact = KolmogorovSmirnov.Test(x, y, KolmogorovSmirnovConvention.ExactTies).PValue;

        // Given four zeros and four ones: C(4,3) C(4,1) twice and the two extremes, of C(8,4) = 70.
        Assert.That(exact, Is.EqualTo(34.0 / 70).Within(1e-14));
        Assert.That(KolmogorovSmirnov.Test(x, y).PValue, Is.GreaterThan(exact));
    }

    [Test]
    public void Without_ties_both_exact_p_values_are_one_whichever_sample_ends_first()
    {
        double[] many = [1, 2, 3, 6, 7, 8];
        double[] few = [4, 5];

        foreach ((double[] x, double[] y) in new[] { (many, few), (few, many) })
        {
            KolmogorovSmirnov test = KolmogorovSmirnov.Test(x, y, KolmogorovSmirnovConvention.ExactTies);
            Assert.That(test.D, Is.EqualTo(0.5));
            Assert.That(test.PValue, Is.EqualTo(Enumerate([.. x, .. y], x.Length, 0.5)).Within(1e-14));
            Assert.That(KolmogorovSmirnov.Test(x, y).PValue, Is.EqualTo(test.PValue).Within(1e-14));
        }
    }

    [Test]
    public void Samples_without_values_or_with_nan_are_refused()
    {
        Refused(
            () => KolmogorovSmirnov.Test([], [1]),
            "A Kolmogorov-Smirnov test needs two samples of at least one value."
        );
        Refused(
            () => KolmogorovSmirnov.Test([1], []),
            "A Kolmogorov-Smirnov test needs two samples of at least one value."
        );
        Refused(() => KolmogorovSmirnov.Test([1, double.NaN], [1]), "A Kolmogorov-Smirnov test cannot order NaN.");
    }

    [Test]
    public void Tiny_p_values_keep_their_digits()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        double[] y = [.. x.Select(v => v + 1000)];
        double log = -Enumerable.Range(1, 60).Sum(i => Math.Log((60.0 + i) / i));

        Assert.That(Math.Log(KolmogorovSmirnov.Test(x, y).PValue), Is.EqualTo(log + Math.Log(2)).Within(1e-9));
    }

    [Test]
    public void Equal_samples_do_not_differ()
    {
        KolmogorovSmirnov test = KolmogorovSmirnov.Test([1, 2, 2], [2, 1, 2]);

        Assert.That(test.D, Is.Zero);
        Assert.That(test.PValue, Is.EqualTo(1));
        Assert.That(
            KolmogorovSmirnov.Test([1, 2, 2], [2, 1, 2], KolmogorovSmirnovConvention.ExactTies).PValue,
            Is.EqualTo(1)
        );
    }

    private static double Enumerate(double[] pooled, int first, double distance)
    {
        int extreme = 0;
        int all = 0;
        for (int mask = 0; mask < 1 << pooled.Length; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != first)
            {
                continue;
            }

            all++;
            double[] x = [.. pooled.Where((_, i) => ((mask >> i) & 1) == 1)];
            double[] y = [.. pooled.Where((_, i) => ((mask >> i) & 1) == 0)];
            double d = pooled.Max(v =>
                Math.Abs((x.Count(a => a <= v) / (double)x.Length) - (y.Count(b => b <= v) / (double)y.Length))
            );
            extreme += d >= distance - 1e-12 ? 1 : 0;
        }

        return extreme / (double)all;
    }
}
