using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Aware;

public sealed class KlomTests
{
    [Test]
    public void Halves_are_the_first_models_against_the_last_retrained_ones_at_forgotten_points()
    {
        LogitTable[] models = [Inputs.Table(0, 0), Inputs.Table(0, 0), Inputs.Table(1, 0), Inputs.Table(1, 0)];
        AttackInput input = Inputs.Gaps([0, 0], [true, false]).With(CopyEvidence.Kind, new CopyOutputs(models, models));

        AttackEvidence evidence = new Klom { Bins = 2, Floor = 0.1 }.Evaluate(input);

        // All mass where the other half has the floor of 0.1, which beside that half's own makes a mass of 1.1.
        Assert.That(evidence.Of("klom-mean"), Is.EqualTo(0).Within(1e-15));
        Assert.That(evidence.Of("klom-half-mean"), Is.EqualTo(Math.Log(11)).Within(1e-12));
        Assert.That(evidence.Of("null-klom-half-mean"), Is.EqualTo(Math.Log(11)).Within(1e-12));
    }

    [Test]
    public void Divergences_are_nats_and_the_null_has_no_direction()
    {
        IReadOnlyList<FigureKind> kinds = new Klom().Kinds;

        Assert.That(kinds.Select(static kind => kind.Unit), Is.All.EqualTo(Units.Nats));
        Assert.That(
            kinds.Single(static kind => kind.Name == "null-klom-half-mean").Direction,
            Is.EqualTo(Direction.None)
        );
    }
}
