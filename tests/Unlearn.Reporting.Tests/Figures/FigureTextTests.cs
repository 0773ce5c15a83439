using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Figures;

public class FigureTextTests
{
    [TestCase(FigureScale.Rate, "fraction", 0.5, "0.500")]
    [TestCase(FigureScale.Rate, "fraction", double.PositiveInfinity, "∞")]
    [TestCase(FigureScale.Difference, "fraction", 0.0123, "+0.012")]
    [TestCase(FigureScale.Difference, "fraction", -0.0123, "−0.012")]
    [TestCase(FigureScale.Plain, "count", 48211200, "48,211,200")]
    [TestCase(FigureScale.Plain, "points", 53.5, "53.5")]
    [TestCase(FigureScale.Multiple, "ratio", 19.81, "19.8×")]
    [TestCase(FigureScale.Plain, "seconds", 0.00123, "0.0012 s")]
    [TestCase(FigureScale.Plain, "seconds", 0.352, "0.352 s")]
    [TestCase(FigureScale.Plain, "seconds", 1234.4, "1,234 s")]
    [TestCase(FigureScale.Plain, "seconds", 0, "0 s")]
    [TestCase(FigureScale.Plain, "nats", -1.5, "−1.500")]
    public void Writes_a_value_in_its_unit(FigureScale scale, string unit, double value, string expected) =>
        Assert.That(FigureText.Value(Figure(scale, unit, value)), Is.EqualTo(expected));

    [Test]
    public void Writes_the_interval_beside_the_value()
    {
        Figure figure = Figure(FigureScale.Rate, "fraction", 0.5) with
        {
            Interval = new Interval(0.4, 0.6, 0.95, "delong"),
        };
        Assert.That(FigureText.Full(figure), Is.EqualTo("0.500 [0.400, 0.600]"));
        Assert.That(FigureText.Interval(figure), Is.EqualTo("0.400 to 0.600"));
    }

    [Test]
    public void Says_when_all_seeds_agree() =>
        Assert.That(
            FigureText.Interval(
                Figure(FigureScale.Rate, "fraction", 0.5) with
                {
                    Interval = new Interval(0.5, 0.5, 0.95, "student-t"),
                }
            ),
            Is.EqualTo("same for all seeds")
        );

    [TestCase(FigureScale.Rate, "0.900 to 1.000")]
    [TestCase(FigureScale.Difference, "+0.900 to +1.050")]
    [TestCase(FigureScale.Plain, "0.900 to 1.050")]
    public void An_interval_of_a_rate_ends_where_rates_end(FigureScale scale, string expected)
    {
        Figure figure = Figure(scale, "fraction", 0.975) with { Interval = new Interval(0.9, 1.05, 0.95, "student-t") };
        Assert.That(FigureText.Interval(figure), Is.EqualTo(expected));
        Assert.That(FigureText.Full(figure), Does.EndWith($"[{expected.Replace(" to ", ", ")}]"));
        Assert.That(figure.Interval!.Upper, Is.EqualTo(1.05), "the figure itself keeps it");
    }

    [Test]
    public void No_model_guesses_among_less_than_one_token()
    {
        Figure figure = Figure(FigureScale.Plain, "tokens", 47.1) with
        {
            Interval = new Interval(-7.1, 101, 0.95, "student-t"),
        };
        Assert.That(FigureText.Full(figure), Is.EqualTo("47.1 [1.00, 101]"));
    }

    [Test]
    public void Says_why_a_value_is_missing() =>
        Assert.That(
            FigureText.Full(
                Figure(FigureScale.Rate, "fraction", null) with
                {
                    NotResolvable = "54 points are too few",
                }
            ),
            Is.EqualTo("not resolvable: 54 points are too few")
        );

    private static Figure Figure(FigureScale scale, string unit, double? value) =>
        new()
        {
            Name = "figure",
            Scale = scale,
            Unit = unit,
            Value = value,
            Count = 1,
        };
}
