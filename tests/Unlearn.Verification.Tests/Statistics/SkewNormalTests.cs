using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SkewNormalTests
{
    [Test]
    public void Values_that_no_fit_is_found_for_are_an_error_in_words() =>
        Assert.That(
            () => SkewNormal.Fit([1e300, -1e300, 3e299, 2e300, -7e299]),
            Throws.TypeOf<InputException>().With.Message.Contains("skew-normal")
        );

    [Test]
    public void A_constant_sample_is_an_error_in_words() =>
        Assert.That(() => SkewNormal.Fit([2, 2, 2]), Throws.TypeOf<InputException>());
}
