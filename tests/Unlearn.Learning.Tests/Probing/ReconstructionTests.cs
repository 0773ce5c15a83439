using Unlearn.Learning.Models;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Probing;

public sealed class ReconstructionTests
{
    private static readonly TrainingOptions ToConvergence = new()
    {
        BatchSize = 120,
        Epochs = 3000,
        WeightDecay = 0.05,
    };

    [TestCase(3)]
    [TestCase(17)]
    [TestCase(50)]
    public void The_row_deleted_from_a_converged_softmax_regression_is_found(int deleted)
    {
        using var samples = new ProbeSamples(new SoftmaxRegression(), ToConvergence, deleted);
        AttackEvidence evidence = new Reconstruction { Rows = AttackerRows.Retained }.Probe(
            samples.Input(samples.Retrained),
            default
        );

        double cosine = ProbeSamples.Value(evidence, "reconstruction-cosine");
        Assert.That(cosine, Is.GreaterThan(0.9));
        Assert.That(cosine, Is.GreaterThan(ProbeSamples.Value(evidence, "nearest-point-cosine")));
        Assert.That(
            ProbeSamples.Value(evidence, "reconstruction-error"),
            Is.LessThan(ProbeSamples.Value(evidence, "nearest-point-error"))
        );
        Assert.That(ProbeSamples.Value(evidence, "label-recovered"), Is.EqualTo(1));
    }

    [Test]
    public void The_row_behind_one_gradient_step_of_an_mlp_is_found()
    {
        using var samples = new ProbeSamples(new Mlp { Hidden = [20] }, new TrainingOptions { Epochs = 3 }, deleted: 9);
        using Tensor gradient = CrossEntropyGradient.Mean(
            samples.Data,
            samples.Original,
            [
                [9],
            ],
            out _
        );
        using var target = new ParameterStack(samples.Original.Layout, samples.Original.Flat + (0.1 * gradient));
        AttackEvidence evidence = new Reconstruction().Probe(samples.Input(target), default);

        Assert.That(ProbeSamples.Value(evidence, "reconstruction-cosine"), Is.GreaterThan(0.999));
        Assert.That(ProbeSamples.Value(evidence, "reconstruction-error"), Is.LessThan(1e-3));
        Assert.That(ProbeSamples.Value(evidence, "label-recovered"), Is.EqualTo(1));
    }

    [Test]
    public void Equal_weights_and_several_deleted_rows_are_not_resolvable()
    {
        using var samples = new ProbeSamples(new SoftmaxRegression(), new TrainingOptions { Epochs = 2 }, deleted: 3);
        ProbeInput input = samples.Input(samples.Retrained);
        ProbeInput several = input with { Request = input.Request with { Forget = new PointSet([3, 4]) } };
        string? Reason(ProbeInput given) => new Reconstruction().Probe(given, default).Figures.Single().NotResolvable;

        Assert.That(Reason(samples.Input(samples.Original)), Does.Contain("equal"));
        Assert.That(Reason(several), Does.Contain("2 rows"));
    }
}
