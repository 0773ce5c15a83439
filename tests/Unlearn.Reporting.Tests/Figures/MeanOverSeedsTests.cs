using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Figures;

public class MeanOverSeedsTests
{
    private static readonly Figure Seconds = new()
    {
        Name = "seconds",
        Unit = "seconds",
        Value = 1,
        Count = 1,
    };

    [Test]
    public void Gives_the_mean_and_the_textbook_interval()
    {
        // Student's t with 2 degrees of freedom: 4.302653; standard error of 1, 2, 3: 1 / sqrt(3).
        Figure mean = MeanOverSeeds.Of(Seconds, [11, 12, 13]);
        Assert.That(mean.Value, Is.EqualTo(12));
        Assert.That(mean.Interval!.Lower, Is.EqualTo(12 - (4.302653 / Math.Sqrt(3))).Within(1e-5));
        Assert.That(mean.Interval.Upper, Is.EqualTo(12 + (4.302653 / Math.Sqrt(3))).Within(1e-5));
        Assert.That(mean.Count, Is.EqualTo(3));
    }

    [Test]
    public void One_value_has_no_interval() => Assert.That(MeanOverSeeds.Of(Seconds, [3]).Interval, Is.Null);

    [Test]
    public void Time_is_never_negative() => Assert.That(MeanOverSeeds.Of(Seconds, [0.1, 2]).Interval!.Lower, Is.Zero);
}
