using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class KolmogorovSmirnovPairedTests
{
    [Test]
    public void The_paired_p_value_is_that_of_all_swaps()
    {
        // Ties within pairs, across them and at the largest distance; all 64 swaps are listed.
        double[] x = [3, 1, 2, 2, 1, 4];
        double[] y = [2, 2, 5, 5, 3, 5];
        double share = PairSwaps.Share(x, y, Distance);
        KolmogorovSmirnov test = Paired(x, y, 9999);

        Assert.That(share, Is.EqualTo(20 / 64.0));
        Assert.That(test.D, Is.EqualTo(Distance(x, y) / 6));
        Assert.That(test.PValue, Is.EqualTo(share).Within(0.02));

        static double Distance(double[] first, double[] second) =>
            first.Concat(second).Max(v => Math.Abs(first.Count(a => a <= v) - second.Count(b => b <= v)));
    }

    [Test]
    public void Pairs_that_moved_together_are_told_apart_where_independent_samples_are_not()
    {
        // Ten points at each of three places, all moved by one place: D is 1/3, which a swap reaches where all ten of a place go one way.
        double[] x = [.. Enumerable.Range(0, 30).Select(i => (double)(i / 10))];
        double[] y = [.. x.Select(v => v + 1)];
        KolmogorovSmirnov test = Paired(x, y, 9999);

        Assert.That(test.D, Is.EqualTo(1.0 / 3));
        Assert.That(test.PValue, Is.EqualTo(1 - Math.Pow(1 - Math.Pow(0.5, 9), 3)).Within(0.004));
        Assert.That(KolmogorovSmirnov.Test(x, y).PValue, Is.GreaterThan(0.05));
        Assert.That(Paired(x, x, 99).PValue, Is.EqualTo(1), "the same values");
    }

    [Test]
    public void Samples_of_two_sizes_are_no_pairs() =>
        Refused(() => Paired([1, 2, 3], [1, 2], 9), "3 and 2 values are no pairs: give as many of each.");

    private static KolmogorovSmirnov Paired(double[] x, double[] y, int permutations) =>
        KolmogorovSmirnov.Test(x, y, KolmogorovSmirnovConvention.Paired, new RandomKey(5), permutations);
}
