using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

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
}
