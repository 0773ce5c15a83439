using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class MaximumMeanDiscrepancyPairedTests
{
    [Test]
    public void Two_pairs_have_a_closed_form_that_leaves_the_pairs_themselves_out()
    {
        // x = {0, 1}, y = {0, 2}, h = 1: k(0,1) + k(0,2) - k(x1, y2) - k(x2, y1) = k(0,1) + k(0,2) - k(0,2) - k(1,0) = 0.
        MaximumMeanDiscrepancy none = Paired([0, 1], [0, 2]);
        // x = {0, 1}, y = {2, 4}: k(0,1) + k(2,4) - k(0,4) - k(1,2).
        MaximumMeanDiscrepancy some = Paired([0, 1], [2, 4]);

        Assert.That(none.Squared, Is.Zero.Within(1e-15));
        Assert.That(some.Squared, Is.EqualTo(Math.Exp(-2) - Math.Exp(-8)).Within(1e-15));

        static MaximumMeanDiscrepancy Paired(double[] x, double[] y) =>
            MaximumMeanDiscrepancy.PairedTest(x, y, 1, new RandomKey(1), 19, bandwidth: 1);
    }

    [Test]
    public void The_paired_p_value_is_that_of_all_swaps()
    {
        // Of four pairs all 16 swaps can be listed; the share that reaches the observed value is the limit of p.
        double[] x = [0.1, 0.9, 0.4, 0.5];
        double[] y = [0.7, 1.4, 1.6, 0.3];
        double share = PairSwaps.Share(x, y, Squared);
        MaximumMeanDiscrepancy test = MaximumMeanDiscrepancy.PairedTest(x, y, 1, new RandomKey(5), 9999, bandwidth: 1);

        Assert.That(test.Squared, Is.EqualTo(Squared(x, y)).Within(1e-14));
        Assert.That(test.PValue, Is.EqualTo(share).Within(0.02));

        static double Squared(double[] first, double[] second)
        {
            double sum = 0;
            for (int i = 0; i < 4; i++)
            {
                for (int j = 0; j < 4; j++)
                {
                    sum +=
                        i == j
                            ? 0
                            : K(first[i], first[j])
                                + K(second[i], second[j])
                                - K(first[i], second[j])
                                - K(first[j], second[i]);
                }
            }

            return sum / 12;
        }

        static double K(double a, double b) => Math.Exp(-(a - b) * (a - b) / 2);
    }

    [Test]
    public void The_same_points_are_no_difference_and_points_that_moved_are_one()
    {
        var key = new RandomKey(9);
        double[] x = [.. Enumerable.Range(0, 240).Select(i => key.Normal((ulong)i))];
        double[] moved = [.. x.Select((v, i) => v + 0.2 + (0.1 * key.Derive(1).Normal((ulong)i)))];

        MaximumMeanDiscrepancy same = MaximumMeanDiscrepancy.PairedTest(x, x, 2, key, 999);
        MaximumMeanDiscrepancy other = MaximumMeanDiscrepancy.PairedTest(x, moved, 2, key, 999);

        Assert.That(same.Squared, Is.Zero);
        Assert.That(same.PValue, Is.EqualTo(1));
        Assert.That(other.Squared, Is.Positive);
        Assert.That(other.PValue, Is.EqualTo(0.001).Within(1e-15));
        Assert.That(
            MaximumMeanDiscrepancy.Test(x, moved, 2, key, 999).PValue,
            Is.GreaterThan(0.05),
            "the test of independent samples does not see it"
        );
    }
}
