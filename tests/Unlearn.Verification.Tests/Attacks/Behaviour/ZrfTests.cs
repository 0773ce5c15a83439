using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

public sealed class ZrfTests
{
    // Sure of the other class each: a divergence of log 2. The member is as unsure as the untrained model.
    [TestCase(InformationUnit.Nats, "nats", 1 - 0.69314718055994531)]
    [TestCase(InformationUnit.Bits, "bits", 0)]
    public void Opposite_answers_diverge_by_one_bit(InformationUnit unit, string name, double unseen)
    {
        AttackInput input = Inputs.Gaps([0, 800], [true, false]).With(UntrainedEvidence.Kind, Inputs.Table(0, -800));

        AttackEvidence evidence = new Zrf { Unit = unit }.Evaluate(input);

        Assert.That(evidence.Of("zrf"), Is.EqualTo(1).Within(1e-15));
        Assert.That(evidence.Of("zrf-unseen"), Is.EqualTo(unseen).Within(1e-15));
        Assert.That(evidence.Figures.Select(static figure => figure.Unit), Has.All.EqualTo(name));
        Assert.That(new Zrf { Unit = unit }.Kinds.Select(static kind => kind.Unit), Has.All.EqualTo(name));
    }
}
