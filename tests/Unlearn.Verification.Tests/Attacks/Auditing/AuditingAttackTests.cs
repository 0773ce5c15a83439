using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

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
    public void One_run_sorts_by_phi_and_leaves_ties_in_the_order_of_the_points()
    {
        double[] falling = [.. Enumerable.Range(0, 40).Select(i => -(double)i)];
        bool[] first = [.. falling.Select((_, i) => i < 20)];
        bool[] last = [.. first.Select(member => !member)];
        var all = new OneRun { Guesses = 1, Alpha = 0.1 };

        AttackEvidence sorted = all.Evaluate(Inputs.Gaps(falling, first));

        Assert.That(sorted.Of("right-guesses"), Is.EqualTo(1));
        Assert.That(sorted.Figures[0].Interval!.Level, Is.EqualTo(0.9));
        Assert.That(all.Evaluate(Inputs.Gaps(new double[40], last)).Of("right-guesses"), Is.EqualTo(1), "ties");
    }

    [Test]
    public void One_run_guesses_no_canary_twice() =>
        Assert.That(
            new OneRun { Guesses = 1 }
                .Evaluate(Inputs.Gaps([0, 1, 2], [false, true, true]))
                .Figures[2]
                .Count,
            Is.EqualTo(2),
            "half of three, rounded, would be two on each side"
        );

    [Test]
    public void A_trial_is_the_mean_phi_of_the_forgotten_points()
    {
        // Least and last phi are equal in all models; only the mean of the forgotten points tells them apart.
        LogitTable[] Models(double gap) => [.. Enumerable.Range(0, 64).Select(_ => Inputs.Table(0, gap, 0))];
        AttackInput input = Inputs
            .Gaps([0, 0, 0], [true, true, false])
            .With(CopyEvidence.Kind, new CopyOutputs(Models(10), Models(0)));

        AttackEvidence evidence = new EpsilonBoundAttack { Alpha = 0.1 }.Evaluate(input);

        Assert.That(evidence.Of("epsilon-lower"), Is.GreaterThan(1));
        Assert.That(evidence.Figures[0].Count, Is.EqualTo(64), "the held-out half of 128 models");
        Assert.That(evidence.Figures[0].Interval!.Level, Is.EqualTo(0.9));
        Refused(
            () => new EpsilonBoundAttack().Evaluate(input with { Members = new bool[3] }),
            "The membership mask names no member: there is nothing to attack."
        );
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
