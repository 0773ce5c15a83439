using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Evidence;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Planted;

public sealed class ExposureTests
{
    private static readonly AttackInput Canary = Inputs.Gaps([2.5, 1, 2, 3, 4], [true, false, false, false, false]);

    [Test]
    public void A_canary_ranks_behind_the_references_of_lower_loss()
    {
        AttackEvidence evidence = new Exposure().Evaluate(Canary);

        Assert.That(evidence.Of("exposure-mean"), Is.EqualTo(2 - Math.Log2(3)).Within(1e-15), "third of four");
        Assert.That(evidence.Figures.Select(static figure => figure.Unit), Has.All.EqualTo("bits"));
    }

    [Test]
    public void A_fitted_distribution_gives_other_bits_than_a_rank()
    {
        double[] losses = [.. new[] { 2.5, 1, 2, 3, 4 }.Select(static gap => Math.Log(1 + Math.Exp(-gap)))];

        Assert.That(
            new Exposure { Method = ExposureMethod.Extrapolation }
                .Evaluate(Canary)
                .Of("exposure-mean"),
            Is.EqualTo(CanaryExposure.ByExtrapolation([losses[0]], losses.AsSpan(1))[0]).Within(1e-9)
        );
    }

    [Test]
    public void Canaries_rank_among_something() =>
        Refused(() => CanaryExposure.ByRank([1], []), "Exposure ranks canaries among references, and there is none.");
}
