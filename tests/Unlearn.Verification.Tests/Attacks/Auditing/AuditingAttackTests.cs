using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Auditing;

public sealed class AuditingAttackTests
{
    [Test]
    public void One_run_guesses_the_extremes_and_counts_the_right_ones()
    {
        double[] gaps = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        bool[] members = [.. Enumerable.Range(0, 100).Select(i => i is >= 90 or 3)];

        AttackEvidence evidence = new OneRun { Guesses = 0.2, Delta = 0 }.Evaluate(Inputs.Gaps(gaps, members));

        Assert.That(evidence.Of("right-guesses"), Is.EqualTo(19 / 20.0));
        Assert.That(evidence.Of("epsilon-lower"), Is.EqualTo(OneRunAudit.EpsilonLower(100, 20, 19)));
        Assert.That(evidence.Of("epsilon-cap"), Is.EqualTo(OneRunAudit.EpsilonLower(100, 20, 20)));
    }

    [Test]
    public void Separated_models_come_near_the_cap_of_their_held_out_half_in_either_direction()
    {
        foreach (double sign in new[] { 1.0, -1.0 })
        {
            double[] scores = [.. Enumerable.Range(0, 128).Select(i => sign * (i + (i >= 64 ? 500 : 0)))];
            bool[] members = [.. scores.Select((_, i) => i >= 64)];

            SplitAudit audit = SplitAudit.Run(scores, members, new RandomKey(3));

            Assert.That(audit.Above, Is.EqualTo(sign > 0));
            Assert.That((audit.Members, audit.NonMembers), Is.EqualTo((32, 32)));
            Assert.That(audit.Bound.Epsilon, Is.InRange(1.7, EpsilonBound.Cap(32, 32)));
        }
    }

    [Test]
    public void Equal_models_prove_nothing()
    {
        LogitTable[] Models(string name) =>
            [.. Enumerable.Range(0, 40).Select(m => Inputs.Table(new RandomKey(5).Derive(name).Normal((ulong)m), 0))];
        AttackInput input = Inputs
            .Gaps([0, 0], [true, false])
            .With(CopyEvidence.Kind, new CopyOutputs(Models("u"), Models("r")));

        AttackEvidence evidence = new EpsilonBoundAttack().Evaluate(input);

        Assert.That(evidence.Of("epsilon-lower"), Is.LessThan(0.3));
        Assert.That(evidence.Of("epsilon-cap"), Is.GreaterThan(1));
    }
}
