using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Reconstruction;
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
        using ParameterStack target = AfterOneStep(samples, 9);
        AttackEvidence evidence = new Reconstruction { Inversion = InversionRule.ClosedForm }.Probe(
            samples.Input(target),
            default
        );

        Assert.That(ProbeSamples.Value(evidence, "reconstruction-cosine"), Is.GreaterThan(0.999));
        Assert.That(ProbeSamples.Value(evidence, "reconstruction-error"), Is.LessThan(1e-3));
        Assert.That(ProbeSamples.Value(evidence, "label-recovered"), Is.EqualTo(1));
    }

    [Test]
    public void An_optimised_input_alone_beats_the_nearest_public_point_where_the_closed_form_is_known()
    {
        using var samples = new ProbeSamples(new Mlp { Hidden = [20] }, new TrainingOptions { Epochs = 3 }, deleted: 9);
        using ParameterStack target = AfterOneStep(samples, 9);
        ProbeInput input = samples.Input(target);
        int features = samples.Data.Dataset.FeatureCount;
        float[] truth = samples.Data.Dataset.Features[(9 * features)..(10 * features)];

        // No hint: random starting points only.
        GradientMatch match = new GradientMatching(
            input,
            new Reconstruction { Restarts = 6, Iterations = 600 }
        ).Recover(null, samples.Data.Dataset.Labels[9], default);

        double cosine = ReconstructionQuality.CosineOf(match.Found.Row, Array.ConvertAll(truth, static v => (double)v));
        double nearest = ProbeSamples.Value(
            new Reconstruction { Inversion = InversionRule.ClosedForm }.Probe(input, default),
            "nearest-point-cosine"
        );
        TestContext.Out.WriteLine($"matched {match.Cosine}, found {cosine}, nearest {nearest}");
        Assert.That(match.Cosine, Is.GreaterThan(0.99));
        Assert.That(cosine, Is.GreaterThan(nearest));
        Assert.That(cosine, Is.GreaterThan(0.95));
    }

    [Test]
    public void The_search_is_keyed_bounded_and_reported_beside_the_closed_form()
    {
        using var samples = new ProbeSamples(new Mlp { Hidden = [20] }, new TrainingOptions { Epochs = 3 }, deleted: 9);
        ProbeInput input = samples.Input(samples.Retrained);
        var attack = new Reconstruction { Iterations = 40, Restarts = 3 };

        AttackEvidence first = attack.Probe(input, default);
        AttackEvidence second = attack.Probe(input, default);
        GradientMatch bounded = new GradientMatching(input, attack).Recover(null, 1, default);

        Assert.That(second.Figures, Is.EqualTo(first.Figures));
        Assert.That(first.Figures.Select(static figure => figure.Name), Does.Contain("closed-form-cosine"));
        Assert.That(ProbeSamples.Value(first, "gradient-match"), Is.InRange(-1.0, 1.0 + 1e-12));
        float[] known = samples.Data.Dataset.Features[(120 * 10)..];
        Assert.That(bounded.Found.Row, Has.All.InRange((double)known.Min(), (double)known.Max()));
    }

    [Test]
    public void Total_variation_smooths_pictures_and_refuses_points_that_are_none()
    {
        using var samples = new ProbeSamples(new Mlp { Hidden = [20] }, new TrainingOptions { Epochs = 3 }, deleted: 9);
        ProbeInput input = samples.Input(samples.Retrained);
        var pictures = input with
        {
            Data = new TrainingData(samples.Data.Dataset, new Mlp { Hidden = [20] }.Bind([2, 5], 4)),
        };
        double Roughness(double weight)
        {
            double[] row = new GradientMatching(pictures, new Reconstruction { TotalVariation = weight, Restarts = 2 })
                .Recover(null, 1, default)
                .Found.Row;
            return Enumerable.Range(0, 9).Where(static i => i != 4).Sum(i => Math.Abs(row[i + 1] - row[i]));
        }

        Assert.That(Roughness(10.0), Is.LessThan(0.5 * Roughness(0.0)));
        Assert.That(
            new Reconstruction { TotalVariation = 1.0 }
                .Probe(input, default)
                .Figures.Single()
                .NotResolvable,
            Does.Contain("pictures")
        );
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

    /// <summary>The original, one step along the gradient of one row: what unlearning the row by its gradient does.</summary>
    private static ParameterStack AfterOneStep(ProbeSamples samples, int row)
    {
        using Tensor gradient = CrossEntropyGradient.Mean(
            samples.Data,
            samples.Original,
            [
                [row],
            ],
            out _
        );
        using Tensor step = gradient.Times(0.1);
        return new ParameterStack(samples.Original.Layout, samples.Original.Flat.Plus(step));
    }
}
