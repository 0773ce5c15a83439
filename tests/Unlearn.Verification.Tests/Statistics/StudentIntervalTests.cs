using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class StudentIntervalTests
{
    // The tabulated quantiles of 1, 2, 4 and 9 degrees of freedom.
    [TestCase(2, 0.95, 12.706204736174693)]
    [TestCase(3, 0.95, 4.302652729749462)]
    [TestCase(5, 0.95, 2.776445105197793)]
    [TestCase(10, 0.95, 2.262157162798205)]
    [TestCase(2, 0.90, 6.313751514675037)]
    [TestCase(3, 0.99, 9.92484320091829)]
    [TestCase(10, 0.99, 3.249835541592126)]
    public void It_reaches_the_tables_quantile_of_standard_errors_to_both_sides(
        int count,
        double level,
        double quantile
    )
    {
        Interval interval = StudentInterval.Of(7, 3, count, level);

        double reach = quantile * 3 / Math.Sqrt(count);
        Assert.That(interval.Lower, Is.EqualTo(7 - reach).Within(1e-8));
        Assert.That(interval.Upper, Is.EqualTo(7 + reach).Within(1e-8));
        Assert.That(interval.Level, Is.EqualTo(level));
        Assert.That(interval.Method, Is.EqualTo("student-t"));
    }

    [Test]
    public void The_level_is_95_per_cent_unless_said_otherwise()
    {
        Assert.That(StudentInterval.Of(0.5, 0.1, 6), Is.EqualTo(StudentInterval.Of(0.5, 0.1, 6, 0.95)));
    }

    [Test]
    public void Values_that_do_not_deviate_leave_the_mean_alone()
    {
        Interval interval = StudentInterval.Of(0.5, 0, 4);

        Assert.That((interval.Lower, interval.Upper), Is.EqualTo((0.5, 0.5)));
    }

    [TestCase(1)]
    [TestCase(0)]
    public void One_value_has_no_interval(int count)
    {
        Assert.That(
            () => StudentInterval.Of(0.5, 0.1, count),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("count")
        );
    }
}
