using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class MaximumMeanDiscrepancyTests
{
    [Test]
    public void Two_points_against_two_have_a_closed_form()
    {
        // x = {0, 1}, y = {0, 2}, h = 1: k(0,1) + k(0,2) - (k(0,0) + k(0,2) + k(1,0) + k(1,2))/2.
        MaximumMeanDiscrepancy test = MaximumMeanDiscrepancy.Test(
            [0, 1],
            [0, 2],
            1,
            new RandomKey(1),
            19,
            bandwidth: 1
        );
        double one = Math.Exp(-0.5);
        double two = Math.Exp(-2);

        Assert.That(test.Squared, Is.EqualTo(one + two - ((1 + two + one + one) / 2)).Within(1e-15));
    }

    [Test]
    public void The_bandwidth_is_the_median_distance()
    {
        MaximumMeanDiscrepancy test = MaximumMeanDiscrepancy.Test([0, 1], [3, 7], 1, new RandomKey(1), 19);

        // Distances 1, 2, 3, 4, 6, 7: of an even number the mean of the middle two, not the root of the mean of their squares.
        Assert.That(test.Bandwidth, Is.EqualTo(3.5).Within(1e-15));
    }

    [Test]
    public void Different_distributions_are_told_apart_and_equal_ones_are_not()
    {
        var key = new RandomKey(9);
        double[] x = [.. Enumerable.Range(0, 120).Select(i => key.Normal((ulong)i))];
        double[] y = [.. Enumerable.Range(1000, 120).Select(i => key.Normal((ulong)i))];
        double[] shifted = [.. y.Select(v => v + 1.5)];

        Assert.That(MaximumMeanDiscrepancy.Test(x, shifted, 2, key, 99).PValue, Is.EqualTo(0.01).Within(1e-12));
        Assert.That(MaximumMeanDiscrepancy.Test(x, y, 2, key, 99).PValue, Is.GreaterThan(0.05));
    }

    [Test]
    public void Samples_at_two_places_differ_by_twice_what_the_kernel_lacks_between_them()
    {
        // Three rows at (0, 0) and four at (3, 4): kernels within are 1, that between is k, and MMD^2 = 1 + 1 - 2k.
        double[] x = [0, 0, 0, 0, 0, 0];
        double[] y = [3, 4, 3, 4, 3, 4, 3, 4];
        MaximumMeanDiscrepancy wide = MaximumMeanDiscrepancy.Test(x, y, 2, new RandomKey(1), 19, bandwidth: 10);
        MaximumMeanDiscrepancy median = MaximumMeanDiscrepancy.Test(x, y, 2, new RandomKey(1), 19);
        MaximumMeanDiscrepancy paired = MaximumMeanDiscrepancy.PairedTest(
            x,
            y.AsSpan(0, 6),
            2,
            new RandomKey(1),
            19,
            10
        );

        Assert.That(wide.Squared, Is.EqualTo(2 - (2 * Math.Exp(-0.125))).Within(1e-15));
        Assert.That(paired.Squared, Is.EqualTo(wide.Squared).Within(1e-15));
        Assert.That(median.Bandwidth, Is.EqualTo(5), "12 of 21 distances are 5, the rest 0");
        Assert.That(median.Squared, Is.EqualTo(2 - (2 * Math.Exp(-0.5))).Within(1e-15));
    }

    [Test]
    public void Rows_that_are_all_equal_do_not_differ() =>
        Assert.That(
            MaximumMeanDiscrepancy.Test([2, 2], [2, 2, 2], 1, new RandomKey(1), 19),
            Is.EqualTo(new MaximumMeanDiscrepancy(0, 1, 1))
        );

    [Test]
    public void Samples_that_make_no_two_rows_each_or_no_pairs_are_refused()
    {
        Refused(() => Test([1, 2], [1, 2], 0), "2 and 2 values do not fill rows of 0 columns.");
        Refused(() => Test([1, 2, 3, 4, 5], [1, 2, 3, 4], 2), "5 and 4 values do not fill rows of 2 columns.");
        Refused(() => Test([1, 2, 3, 4], [1, 2, 3, 4, 5], 2), "4 and 5 values do not fill rows of 2 columns.");
        Refused(() => Test([1], [1, 2], 1), "1 and 2 rows: an unbiased MMD needs two of each sample.");
        Refused(() => Test([1, 2, 3, 4], [1, 2], 2), "2 and 1 rows: an unbiased MMD needs two of each sample.");
        Refused(
            () => MaximumMeanDiscrepancy.PairedTest([1, 2, 3], [1, 2], 1, new RandomKey(1)),
            "3 and 2 rows are no pairs: give as many of each."
        );

        static MaximumMeanDiscrepancy Test(double[] x, double[] y, int width) =>
            MaximumMeanDiscrepancy.Test(x, y, width, new RandomKey(1), 9);
    }
}
