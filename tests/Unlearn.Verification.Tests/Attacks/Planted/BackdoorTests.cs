using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Planted;

public sealed class BackdoorTests
{
    private static readonly AttackInput Planted = Inputs.Gaps(
        [1, 1, -1, 1, -1, -1, -1],
        [true, true, false, false, false, false, false]
    );

    [Test]
    public void Hits_stand_beside_those_of_triggers_that_were_never_planted()
    {
        AttackEvidence evidence = new Backdoor { KeptRate = 0.5 }.Evaluate(Planted);

        Assert.That(evidence.Of("hit-rate"), Is.EqualTo(1));
        Assert.That(evidence.Of("control-hit-rate"), Is.EqualTo(0.2));
        Figure control = evidence.Figures.Single(static figure => figure.Name == "control-hit-rate");
        Assert.That((control.Count, control.Interval), Is.EqualTo((5, ClopperPearson.Interval(1, 5))));
    }

    [TestCase(0.0, 0.25)]
    [TestCase(0.1, 0.01)]
    public void A_deleted_backdoor_is_hit_by_guessing_unless_a_rate_is_given(double rate, double p) =>
        Assert.That(
            new Backdoor { DeletedRate = rate, KeptRate = 1 }
                .Evaluate(Planted)
                .Of("p-value-deleted"),
            Is.EqualTo(p).Within(1e-14),
            "two hits of two, among two classes"
        );

    [Test]
    public void The_original_model_is_needed_only_without_a_rate_of_kept_backdoors()
    {
        Assert.That(new Backdoor().Needs, Is.EqualTo(new EvidenceKind[] { OriginalEvidence.Kind }));
        Assert.That(new Backdoor { KeptRate = 0.9 }.Needs, Is.Empty);
        Refused(
            () => new Backdoor().Evaluate(Planted),
            "'backdoor' needs the original model's outputs, or 'keptRate', and none were given."
        );
    }
}
