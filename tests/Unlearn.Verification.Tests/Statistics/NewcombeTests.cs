using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class NewcombeTests
{
    [TestCase(56, 70, 48, 80, 0.0524, 0.3339)]
    [TestCase(9, 10, 3, 10, 0.1705, 0.8090)]
    [TestCase(6, 7, 2, 7, 0.0582, 0.8062)]
    [TestCase(5, 56, 0, 29, -0.0381, 0.1926)]
    [TestCase(0, 10, 0, 20, -0.1611, 0.2775)]
    [TestCase(0, 10, 0, 10, -0.2775, 0.2775)]
    [TestCase(10, 10, 0, 20, 0.6791, 1.0000)]
    [TestCase(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Limits_are_those_of_the_papers_second_table(int a, int m, int b, int n, double lower, double upper)
    {
        Interval interval = Newcombe.Difference(a, m, b, n);

        Assert.That(interval.Lower, Is.EqualTo(lower).Within(5e-5));
        Assert.That(interval.Upper, Is.EqualTo(upper).Within(5e-5));
        Assert.That(interval.Level, Is.EqualTo(0.95));
        Assert.That(interval.Method, Is.EqualTo("newcombe"));
    }

    [Test]
    public void A_lower_level_gives_a_narrower_interval()
    {
        Interval interval = Newcombe.Difference(56, 70, 48, 80, 0.9);

        Assert.That(interval.Lower, Is.EqualTo(0.0765641915441).Within(1e-12));
        Assert.That(interval.Upper, Is.EqualTo(0.313644583583).Within(1e-12));
        Assert.That(interval.Level, Is.EqualTo(0.9));
    }

    [TestCase(56, 70, 48, 80)]
    [TestCase(5, 56, 0, 29)]
    [TestCase(10, 10, 0, 20)]
    public void Sides_exchanged_mirror_the_interval(int a, int m, int b, int n)
    {
        Interval there = Newcombe.Difference(a, m, b, n);
        Interval back = Newcombe.Difference(b, n, a, m);

        Assert.That(back.Lower, Is.EqualTo(-there.Upper).Within(1e-15));
        Assert.That(back.Upper, Is.EqualTo(-there.Lower).Within(1e-15));
        Assert.That(back.Lower, Is.GreaterThanOrEqualTo(-1));
        Assert.That(there.Upper, Is.LessThanOrEqualTo(1));
    }
}
