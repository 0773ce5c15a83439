using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Attacks.Representation;

/// <summary>
/// Three points at 0 of class 0 and one at 4 of class 1: mean 1, deviation sqrt(3). The slopes on the standardised column are -sqrt(3)/(4 + r)
/// and sqrt(3)/(4 + r), the shares 3/4 and 1/4, so that the classes meet at 2 + r/4.
/// </summary>
public sealed class LinearProbeTests
{
    private static readonly double[] Places = [0, 0, 0, 4];

    [TestCase(1, 2.25)]
    [TestCase(4, 3)]
    [TestCase(8, 4)]
    public void A_larger_penalty_moves_the_border_away_from_the_mean(double ridge, double border) =>
        Meets([.. Places], 1, ridge, border, static x => [x]);

    [TestCase(1, 2.25)]
    [TestCase(8, 4)]
    public void A_constant_column_says_nothing(double ridge, double border) =>
        Meets([.. Places.SelectMany(static x => new[] { x, 7 })], 2, ridge, border, static x => [x, 7]);

    [TestCase(8, 3)]
    [TestCase(16, 4)]
    public void A_column_twice_halves_the_penalty(double ridge, double border) =>
        Meets([.. Places.SelectMany(static x => new[] { x, x })], 2, ridge, border, static x => [x, x]);

    [TestCase(4, 3)]
    public void The_unit_of_a_column_does_not_matter(double ridge, double border) =>
        Meets([.. Places.Select(static x => (1000 * x) - 5)], 1, ridge, border, static x => [(1000 * x) - 5]);

    [Test]
    public void Of_equal_scores_the_first_class_is_read() =>
        Assert.That(Fit([7, 7], 1, [1, 0], 1).Predict([7]), Is.Zero, "both have the share 1/2");

    private static void Meets(double[] values, int width, double ridge, double border, Func<double, double[]> row)
    {
        LinearProbe probe = Fit(values, width, [0, 0, 0, 1], ridge);

        Assert.That(probe.Predict(row(border - 1e-9)), Is.Zero);
        Assert.That(probe.Predict(row(border + 1e-9)), Is.EqualTo(1));
    }

    private static LinearProbe Fit(double[] values, int width, int[] labels, double ridge) =>
        LinearProbe.Fit(new FeatureTable(values, width), labels, [.. Enumerable.Range(0, labels.Length)], 2, ridge);
}
