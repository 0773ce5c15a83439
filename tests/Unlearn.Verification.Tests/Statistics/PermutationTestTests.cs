using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class PermutationTestTests
{
    [Test]
    public void The_p_value_approaches_the_share_of_relabellings()
    {
        // Only 2 of the C(6, 3) = 20 relabellings reach the observed difference in size.
        double p = MeanDifference.PValue([1, 2, 3], [7, 8, 9], new RandomKey(5), 20_000);

        Assert.That(p, Is.EqualTo(0.1).Within(0.01));
    }

    [Test]
    public void It_is_never_zero_and_one_for_equal_values()
    {
        double[] low = [.. Enumerable.Range(0, 20).Select(i => i / 100.0)];
        double[] high = [.. low.Select(v => v + 9)];

        Assert.That(MeanDifference.PValue(low, high, new RandomKey(5), 99), Is.EqualTo(0.01));
        Assert.That(MeanDifference.PValue([1, 1], [1, 1], new RandomKey(5), 99), Is.EqualTo(1));
    }

    [Test]
    public void Every_order_follows_every_other_equally_often()
    {
        var seen = new Dictionary<string, int>();
        string last = "";
        double p = PermutationTest.PValue(
            1,
            2,
            order =>
            {
                string now = string.Join(' ', order.ToArray());
                string step = $"{last} > {now}";
                seen[step] = seen.GetValueOrDefault(step) + 1;
                last = now;
                return 0;
            },
            new RandomKey(5),
            36_000
        );

        // The first call has none before it. Five standard errors of 36,000 draws with probability 1/36.
        Assert.That(p, Is.EqualTo(1));
        Assert.That(seen.Remove(" > 0 1 2"));
        Assert.That(seen, Has.Count.EqualTo(36));
        Assert.That(seen.Values, Is.All.InRange(1000 - 156, 1000 + 156));
    }

    [TestCase(1.0)]
    [TestCase(1e6)]
    [TestCase(1e-6)]
    public void A_relabelling_that_is_less_by_rounding_alone_counts(double observed)
    {
        Assert.That(Permuted(observed * (1 - 1e-13)), Is.EqualTo(1));
        Assert.That(Permuted(observed * (1 - 1e-11)), Is.EqualTo(0.1));

        double Permuted(double other)
        {
            int call = 0;
            return PermutationTest.PValue(2, 2, _ => call++ == 0 ? observed : other, new RandomKey(5), 9);
        }
    }

    [Test]
    public void No_permutations_are_out_of_range()
    {
        Assert.That(
            () => PermutationTest.PValue(2, 2, static _ => 0, new RandomKey(5), 0),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
        Assert.That(
            () => PermutationTest.PairedPValue(2, static _ => 0, new RandomKey(5), 0),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
    }
}
