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

    private static double? Gap(double[] left, double[] right) =>
        OutputGap.Of(TrialFigures.ForgetOutputGap, new LogitTable(left, 2), new LogitTable(right, 2)).Value;
}
