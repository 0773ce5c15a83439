using Unlearn.Core;
using Unlearn.Verification.Attacks.Aware;

namespace Unlearn.Verification.Tests.Attacks.Aware;

public sealed class ForgettingEpsilonTests
{
    [Test]
    public void A_range_without_end_is_an_error_in_words_instead_of_an_endless_grid() =>
        Assert.That(
            () => ForgettingEpsilon.Of([0, 1e300, 2e300], [0, 1e300, 3e300]),
            Throws.TypeOf<InputException>().With.Message.Contains("phi spans")
        );
}
