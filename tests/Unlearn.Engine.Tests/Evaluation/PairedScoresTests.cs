using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Stouffer's rule over seeds, by hand.</summary>
public sealed class PairedScoresTests
{
    private static readonly AucComparison One = new(0.6, 0.5, 0.1, 1, 0.31731050786291404);
    private static readonly AucComparison Certain = new(1, 0.5, 0, double.PositiveInfinity, 0);
    private static readonly AucComparison Contrary = new(0, 0.5, 0, double.NegativeInfinity, 0);

    [Test]
    public void One_seed_keeps_its_p() =>
        Assert.That(PairedScores.Combine([One]), Is.EqualTo(One.PValue).Within(1e-12));

    /// <summary>Four times z = 1 is z = 2: p = 0.0455 (tables).</summary>
    [Test]
    public void Four_seeds_count_twice_as_much_as_one() =>
        Assert.That(PairedScores.Combine([One, One, One, One]), Is.EqualTo(0.04550026389635842).Within(1e-12));

    [Test]
    public void A_certain_seed_is_certain_whatever_the_others_say()
    {
        Assert.That(PairedScores.Combine([Certain, One]), Is.Zero);
        Assert.That(PairedScores.Combine([Contrary, One]), Is.Zero);
    }

    [Test]
    public void Nothing_is_combined_without_every_seed_or_of_contrary_certainties()
    {
        Assert.That(PairedScores.Combine([]), Is.Null);
        Assert.That(PairedScores.Combine([One, null]), Is.Null);
        Assert.That(PairedScores.Combine([Certain, Contrary, One]), Is.Null);
    }
}
