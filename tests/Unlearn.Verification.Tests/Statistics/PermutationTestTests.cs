using Unlearn.Core.Randomness;

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
}
