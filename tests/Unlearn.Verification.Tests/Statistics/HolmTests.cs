using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class HolmTests
{
    [Test]
    public void Adjusted_values_step_down_in_the_order_given()
    {
        // 0.01 x 4, then 0.02 x 3, then 0.03 x 2, then 0.04 lifted to its predecessor.
        double[] adjusted = Holm.Adjust([0.04, 0.01, 0.03, 0.02]);

        Assert.That(adjusted, Is.EqualTo(new[] { 0.06, 0.04, 0.06, 0.06 }).Within(1e-15));
    }

    [Test]
    public void Nothing_exceeds_one_and_one_test_is_left_alone()
    {
        Assert.That(Holm.Adjust([0.9, 0.8]), Is.EqualTo(new[] { 1.0, 1.0 }));
        Assert.That(Holm.Adjust([0.2]), Is.EqualTo(new[] { 0.2 }));
        Assert.That(Holm.Adjust([]), Is.Empty);
    }

    [Test]
    public void The_ends_of_the_range_are_probabilities()
    {
        Assert.That(Holm.Adjust([1, 0]), Is.EqualTo(new[] { 1.0, 0.0 }));
    }

    [TestCase(2)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void A_value_that_is_no_probability_is_an_error(double value)
    {
        Refused(() => Holm.Adjust([0.1, value]), $"p-value 1 is {value}, outside [0, 1].");
    }
}
