using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class PrivacyLeakTests
{
    // Half as often wrong as on the retrained model, as often, twice as often, and never where it was always.
    [TestCase(0.875, 0.75, -50)]
    [TestCase(0.75, 0.75, 0)]
    [TestCase(0.5, 0.75, 100)]
    [TestCase(1, 0, -100)]
    public void It_is_by_how_many_per_cent_the_chance_of_an_error_differs(
        double unlearned,
        double retrained,
        double leak
    )
    {
        Assert.That(PrivacyLeak.Of(unlearned, retrained), Is.EqualTo(leak));
    }

    [TestCase(0.5)]
    [TestCase(1)]
    public void Nothing_compares_with_an_attack_that_is_never_wrong(double unlearned)
    {
        Assert.That(PrivacyLeak.Of(unlearned, 1), Is.Null);
    }
}
