using Unlearn.Learning.Models;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Probing;

public sealed class WeightDistanceProbeTests
{
    [Test]
    public void A_retrained_model_is_at_distance_0_from_itself_and_the_original_is_not()
    {
        using var samples = new ProbeSamples(new Mlp { Hidden = [20] }, new TrainingOptions { Epochs = 3 }, deleted: 9);
        AttackEvidence retrained = new WeightDistanceProbe().Probe(samples.Input(samples.Retrained), default);
        AttackEvidence original = new WeightDistanceProbe().Probe(samples.Input(samples.Original), default);

        Assert.That(ProbeSamples.Value(retrained, "weight-distance"), Is.Zero);
        Assert.That(ProbeSamples.Value(retrained, "weight-cosine"), Is.EqualTo(1).Within(1e-12));
        Assert.That(ProbeSamples.Value(original, "weight-distance"), Is.GreaterThan(0));
        Assert.That(
            ProbeSamples.Value(original, "weight-distance"),
            Is.EqualTo(ProbeSamples.Value(original, "weight-distance-original"))
        );
        Assert.That(retrained.Figures[0].Count, Is.EqualTo(samples.Data.Network.Layout.Count), "gaps do not count");
    }
}
