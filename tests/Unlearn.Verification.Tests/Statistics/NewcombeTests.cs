using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

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

    [Test]
    public void The_largest_numbers_of_trials_narrow_the_interval_to_the_difference()
    {
        Interval interval = Newcombe.Difference(int.MaxValue, int.MaxValue, 0, int.MaxValue);

        Assert.That(interval.Lower, Is.EqualTo(1).Within(1e-8));
        Assert.That(interval.Upper, Is.EqualTo(1));
    }

    [TestCase(0, 0, 1, 2, 0, 0)]
    [TestCase(1, 2, 0, 0, 0, 0)]
    [TestCase(3, 2, 1, 2, 3, 2)]
    [TestCase(1, 2, -1, 2, -1, 2)]
    public void Counts_without_a_rate_are_refused(int a, int m, int b, int n, int successes, int trials) =>
        Refused(
            () => Newcombe.Difference(a, m, b, n),
            $"{successes} of {trials} is no rate: give 0 to n successes of at least 1 trial."
        );
}
