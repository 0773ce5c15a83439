using Unlearn.Verification.Attacks.Reconstruction;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reconstruction;

public sealed class ReconstructionQualityTests
{
    [Test]
    public void A_row_of_zeros_is_like_nothing()
    {
        Assert.That(ReconstructionQuality.CosineOf([0, 0], [3, 4]), Is.Zero);
        Assert.That(ReconstructionQuality.CosineOf([3, 4], [0, 0]), Is.Zero);
        Assert.That(ReconstructionQuality.CosineOf([3, 4], [4, 3]), Is.EqualTo(24 / 25.0).Within(1e-15));
    }

    [Test]
    public void Lengths_must_agree_and_a_baseline_needs_a_row()
    {
        Refused(
            () =>
                ReconstructionQuality.Of(
                    [1, 2],
                    [1],
                    [
                        [1],
                    ]
                ),
            "A reconstruction of 2 columns against 1, with 1 public rows: lengths must agree and a baseline needs a row."
        );
        Refused(
            () => ReconstructionQuality.Of([1], [1], []),
            "A reconstruction of 1 columns against 1, with 0 public rows: lengths must agree and a baseline needs a row."
        );
    }
}
