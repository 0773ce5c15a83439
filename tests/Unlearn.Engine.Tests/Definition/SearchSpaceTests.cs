using Unlearn.Engine.Definition;

namespace Unlearn.Engine.Tests.Definition;

public sealed class SearchSpaceTests
{
    [TestCase(0.0, 0.001)]
    [TestCase(0.5, 0.0316)]
    [TestCase(0.99999, 1.0)]
    public void A_logarithmic_space_is_even_in_logarithms_and_rounded(double unit, double expected) =>
        Assert.That(new SearchSpace(0.001, 1) { Logarithmic = true }.At(unit), Is.EqualTo(expected));

    [TestCase(0.0, 0.1)]
    [TestCase(0.5, 0.5)]
    [TestCase(0.12345, 0.199)]
    public void A_linear_space_is_even(double unit, double expected) =>
        Assert.That(new SearchSpace(0.1, 0.9).At(unit), Is.EqualTo(expected));

    [Test]
    public void Whole_numbers_get_equal_parts_and_both_ends_occur()
    {
        var space = new SearchSpace(1, 4) { Whole = true };

        int[] counts = [.. Enumerable.Range(1, 4).Select(number => Grid().Count(unit => space.At(unit) == number))];

        Assert.That(counts, Is.All.EqualTo(250));
    }

    [Test]
    public void Whole_numbers_on_a_logarithmic_scale_reach_both_ends_and_prefer_small_ones()
    {
        var space = new SearchSpace(1, 20) { Whole = true, Logarithmic = true };

        double[] values = [.. Grid().Select(space.At)];

        Assert.That(values.Min(), Is.EqualTo(1));
        Assert.That(values.Max(), Is.EqualTo(20));
        Assert.That(values, Is.All.Matches<double>(static value => value == Math.Round(value)));
        Assert.That(
            values.Count(static value => value == 2),
            Is.GreaterThan(values.Count(static value => value == 20))
        );
    }

    [Test]
    public void Choices_are_indices_in_equal_parts()
    {
        var space = new SearchSpace(0, 2) { Choices = ["a", "b", "c"] };

        Assert.That(((double[])[0.0, 0.33, 0.34, 0.67, 0.999]).Select(space.At), Is.EqualTo(new[] { 0, 0, 1, 2, 2 }));
    }

    [Test]
    public void A_space_reads_in_words()
    {
        Assert.That($"{new SearchSpace(0.001, 1) { Logarithmic = true }}", Is.EqualTo("0.001 to 1, logarithmic"));
        Assert.That($"{new SearchSpace(1, 5) { Whole = true }}", Is.EqualTo("1 to 5, whole"));
        Assert.That($"{new SearchSpace(0, 1) { Choices = ["vote", "mean"] }}", Is.EqualTo("vote | mean"));
    }

    private static IEnumerable<double> Grid() => Enumerable.Range(0, 1000).Select(static at => at / 1000.0);
}
