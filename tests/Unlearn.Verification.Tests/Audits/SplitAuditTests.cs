using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Audits;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>One half of the trials chooses, the other bounds.</summary>
public sealed class SplitAuditTests
{
    private static readonly RandomKey Key = new(5);

    [Test]
    public void Scores_and_flags_go_together() =>
        Assert.That(
            static () => SplitAudit.Run([1, 2, 3], [true, false], Key),
            Throws.TypeOf<InputException>().With.Message.EqualTo("3 scores but 2 membership flags.")
        );

    [TestCase(1, 2, "1 members")]
    [TestCase(2, 1, "1 non-members")]
    [TestCase(2, 0, "0 non-members")]
    public void A_side_that_cannot_be_halved_is_refused(int members, int others, string what) =>
        Assert.That(
            () => Run(members, 1, others, 0),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo($"{what}: one half chooses, the other bounds, so give at least 2.")
        );

    [Test]
    public void Two_on_either_side_are_halved_and_the_gap_between_the_rates_decides()
    {
        // One trial on either side proves no epsilon at any threshold.
        SplitAudit audit = Run(2, 1, 2, 0);
        Assert.That(audit.Bound.Epsilon, Is.Zero);
        Assert.That((audit.Members, audit.NonMembers), Is.EqualTo((1, 1)));
        Assert.That((audit.Threshold, audit.Above), Is.EqualTo((1.0, true)));
    }

    [TestCase(1.0, 0.0, true)]
    [TestCase(0.0, 1.0, false)]
    public void Scores_at_the_threshold_are_called_members_in_both_directions(double members, double others, bool above)
    {
        // All 20 held members found, none of 20 others: the lower limit L of the rate solves L^20 = 0.025, and epsilon is log(L / (1 - L)).
        double limit = Math.Pow(0.025, 1.0 / 20);
        SplitAudit audit = Run(40, members, 40, others);
        Assert.That((audit.Threshold, audit.Above), Is.EqualTo((members, above)));
        Assert.That(audit.Bound.Epsilon, Is.EqualTo(Math.Log(limit / (1 - limit))).Within(1e-9));
        Assert.That(audit.Cap, Is.EqualTo(audit.Bound.Epsilon));
    }

    [TestCase(40, 6)]
    [TestCase(6, 40)]
    public void Sides_of_different_size_are_each_halved(int members, int others)
    {
        SplitAudit audit = Run(members, 1, others, 0);
        Assert.That((audit.Members, audit.NonMembers), Is.EqualTo((members / 2, others / 2)));
        Assert.That((audit.Threshold, audit.Above), Is.EqualTo((1.0, true)));
        double tprLower = Math.Pow(0.025, 2.0 / members);
        double fprUpper = 1 - Math.Pow(0.025, 2.0 / others);
        Assert.That(audit.Bound.TprLower, Is.EqualTo(tprLower).Within(1e-9));
        Assert.That(audit.Bound.FprUpper, Is.EqualTo(fprUpper).Within(1e-9));
    }

    [Test]
    public void An_odd_trial_goes_to_the_half_that_bounds()
    {
        SplitAudit audit = Run(5, 1, 3, 0);
        Assert.That((audit.Members, audit.NonMembers), Is.EqualTo((3, 2)));
    }

    [Test]
    public void Scores_that_tell_nothing_are_read_as_high_means_member()
    {
        SplitAudit audit = Run(10, 0.5, 10, 0.5);
        Assert.That((audit.Threshold, audit.Above), Is.EqualTo((0.5, true)));
        Assert.That(audit.Bound.Epsilon, Is.Zero);
    }

    // About 100 trials of either side choose. Called members at 2, it is 65 of the members (limit 0.548) and no other (limit 0.0362):
    // log(0.548 / 0.0362) = 2.72. At 1 it is all members (limit 0.964) and the others that score 1: of 20 the limit is 0.292, which gives
    // log(0.708 / 0.0362) = 2.97, of 45 it is 0.553 and gives 2.51.
    [TestCase(40, 1)]
    [TestCase(90, 2)]
    public void The_threshold_that_proves_more_is_chosen(int othersAtOne, int threshold)
    {
        var audit = SplitAudit.Run(
            [
                .. Enumerable.Repeat(2.0, 130),
                .. Enumerable.Repeat(1.0, 70),
                .. Enumerable.Repeat(1.0, othersAtOne),
                .. Enumerable.Repeat(0.0, 200 - othersAtOne),
            ],
            [.. Enumerable.Repeat(true, 200), .. Enumerable.Repeat(false, 200)],
            Key
        );
        Assert.That((audit.Threshold, audit.Above), Is.EqualTo(((double)threshold, true)));
    }

    private static SplitAudit Run(int members, double score, int others, double otherScore) =>
        SplitAudit.Run(
            [.. Enumerable.Repeat(score, members), .. Enumerable.Repeat(otherScore, others)],
            [.. Enumerable.Repeat(true, members), .. Enumerable.Repeat(false, others)],
            Key
        );
}
