using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class StoufferTests
{
    [Test]
    public void Four_equal_statistics_are_twice_as_strong() =>
        Assert.That(Stouffer.Combine([1.5, 1.5, 1.5, 1.5]), Is.EqualTo(3.0).Within(1e-15));

    [Test]
    public void Contrary_statistics_cancel() => Assert.That(Stouffer.Combine([2, -2]), Is.Zero);

    [Test]
    public void Certainty_stays_certain() =>
        Assert.That(Stouffer.PValue(Stouffer.Combine([0.3, double.NegativeInfinity])), Is.Zero);

    [Test]
    public void Contrary_certainties_have_no_sum() =>
        Assert.That(
            () => Stouffer.Combine([double.PositiveInfinity, double.NegativeInfinity]),
            Throws.TypeOf<InputException>()
        );

    [Test]
    public void None_is_refused() => Assert.That(() => Stouffer.Combine([]), Throws.TypeOf<InputException>());

    [TestCase(0, 1)]
    [TestCase(1.959963984540054, 0.05)]
    [TestCase(-1.959963984540054, 0.05)]
    public void The_p_value_has_two_sides(double z, double p) =>
        Assert.That(Stouffer.PValue(z), Is.EqualTo(p).Within(1e-12));
}
