using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class AucComparisonTests
{
    private static readonly bool[] Members = [true, true, false, false];

    private static readonly double[] Right = [4, 3, 2, 1];

    private static readonly double[] Wrong = [1, 2, 3, 4];

    [Test]
    public void A_difference_without_variance_is_certain()
    {
        AucComparison better = DeLong.Compare(Right, Wrong, Members);
        AucComparison worse = DeLong.Compare(Wrong, Right, Members);

        Assert.That(better, Is.EqualTo(new AucComparison(1, 0, 0, double.PositiveInfinity, 0)));
        Assert.That(worse, Is.EqualTo(new AucComparison(0, 1, 0, double.NegativeInfinity, 0)));
    }

    [Test]
    public void No_difference_and_no_variance_is_no_evidence()
    {
        double[] alike = [40, 30, 20, 10];

        Assert.That(DeLong.Compare(Right, alike, Members), Is.EqualTo(new AucComparison(1, 1, 0, 0, 1)));
    }

    [Test]
    public void The_test_has_two_sides()
    {
        // Members' components differ by 1/2 and 0, non-members' too: the variance is twice 1/8 over 2, the areas 1 and 3/4.
        double[] tangled = [4, 2, 3, 1];

        AucComparison better = DeLong.Compare(Right, tangled, Members);
        AucComparison worse = DeLong.Compare(tangled, Right, Members);

        double error = Math.Sqrt(1.0 / 8);
        Assert.That((better.First, better.Second), Is.EqualTo((1, 0.75)));
        Assert.That(better.StandardError, Is.EqualTo(error).Within(1e-15));
        Assert.That(better.Z, Is.EqualTo(0.25 / error).Within(1e-15));
        Assert.That(better.PValue, Is.EqualTo(0.4795001221869535).Within(1e-12));
        Assert.That((worse.Z, worse.PValue), Is.EqualTo((-better.Z, better.PValue)));
    }
}
