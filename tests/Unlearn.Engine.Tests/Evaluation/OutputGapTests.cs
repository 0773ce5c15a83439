using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class OutputGapTests
{
    [Test]
    public void Certain_and_contrary_outputs_are_one_apart() =>
        Assert.That(Gap([1000.0, 0.0], [0.0, 1000.0]), Is.EqualTo(1.0).Within(1e-12));

    [Test]
    public void Equal_outputs_are_not_apart_whatever_their_offset() =>
        Assert.That(Gap([1.0, 2.0], [101.0, 102.0]), Is.Zero.Within(1e-12));

    [Test]
    public void Half_the_difference_of_probabilities_counts() =>
        Assert.That(Gap([Math.Log(3.0), 0.0], [0.0, 0.0]), Is.EqualTo(0.25).Within(1e-12));

    // Two points that are one apart and not apart: t is 12.706 at one degree of freedom.
    [Test]
    public void Two_points_are_enough_for_an_interval_and_one_is_not()
    {
        Interval? two = Figure([1000.0, 0.0, 1.0, 2.0], [0.0, 1000.0, 1.0, 2.0]).Interval;

        Assert.That(two!.Lower, Is.EqualTo(0.5 - (12.706204736174694 / 2)).Within(1e-9));
        Assert.That(two.Upper, Is.EqualTo(0.5 + (12.706204736174694 / 2)).Within(1e-9));
        Assert.That(Figure([1.0, 2.0], [2.0, 1.0]).Interval, Is.Null);
    }

    private static double? Gap(double[] left, double[] right) => Figure(left, right).Value;

    private static Figure Figure(double[] left, double[] right) =>
        OutputGap.Of(TrialFigures.ForgetOutputGap, new LogitTable(left, 2), new LogitTable(right, 2));
}
