using Unlearn.Reporting.Charts;

namespace Unlearn.Reporting.Tests.Charts;

public class ChartAxisTests
{
    [Test]
    public void Linear_ticks_are_round_and_inside()
    {
        ChartAxis axis = ChartAxis.Linear([0.31, 0.82], 0.05);
        Assert.That(
            axis.Ticks.Select(static tick => tick.Label),
            Is.EqualTo(new[] { "0.3", "0.4", "0.5", "0.6", "0.7", "0.8" })
        );
        Assert.That(axis.Ticks.Select(static tick => tick.Position), Is.All.InRange(axis.Minimum, axis.Maximum));
    }

    [Test]
    public void Equal_values_still_get_an_axis_of_the_smallest_span()
    {
        ChartAxis axis = ChartAxis.Linear([0.5, 0.5], 0.05);
        Assert.That(axis.Maximum - axis.Minimum, Is.GreaterThanOrEqualTo(0.05));
        Assert.That(axis.Ticks, Has.Count.GreaterThanOrEqualTo(3));
    }

    [TestCase(719, 1024)]
    [TestCase(1, 3)]
    [TestCase(0.02, 5)]
    [TestCase(10, 5e6)]
    [TestCase(7, 7)]
    [TestCase(969, 969)]
    [TestCase(969.5, 1001)]
    public void Logarithmic_ticks_are_at_least_three(double low, double high)
    {
        ChartAxis axis = ChartAxis.Logarithmic([low, high]);
        Assert.That(axis.Ticks, Has.Count.InRange(3, 12));
        Assert.That(axis.Ticks.Select(static tick => tick.Label), Is.Unique);
        Assert.That(
            axis.Ticks.Zip(axis.Ticks.Skip(1), static (one, next) => next.Position - one.Position),
            Is.All.GreaterThanOrEqualTo((axis.Maximum - axis.Minimum) / 12),
            "labels stand apart"
        );
        Assert.That(axis.Ticks.Select(static tick => tick.Position), Is.All.InRange(axis.Minimum, axis.Maximum));
    }

    [Test]
    public void Given_ticks_are_kept() =>
        Assert.That(
            ChartAxis.Logarithmic([1, 5, 20], [1, 5, 20]).Ticks.Select(static tick => tick.Label),
            Is.EqualTo(new[] { "1", "5", "20" })
        );
}
