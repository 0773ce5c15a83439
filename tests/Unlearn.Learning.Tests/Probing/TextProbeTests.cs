using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Probing;

/// <summary>Probes of models that know texts by heart.</summary>
public sealed class TextProbeTests : IDisposable
{
    private readonly ProbeInput _input;

    public TextProbeTests()
    {
        Dataset people = new FictitiousPeople
        {
            People = 3,
            HeldOut = 1,
            QuestionsEach = 4,
        }.Load(new DataFolders([], "."));
        var llama = new Llama
        {
            Width = 16,
            Blocks = 2,
            Heads = 2,
        };
        var data = new TrainingData(people, llama.Bind(people.Answers, people.FeatureShape[0]));
        var training = new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.02,
            BatchSize = 4,
            Epochs = 25,
        };
        ForgetRequest request = Points.Forget(Points.Range(12), training, 0, 1, 2, 3);
        ParameterStack original = new StackTrainer().Train(data, [request.Original], default);
        _input = new ProbeInput
        {
            Data = data,
            Request = request,
            Public = new PointSet(Enumerable.Range(12, 8)),
            Target = original,
            Original = original,
            Reference = new StackTrainer().Train(data, [new Retrain().After(request).Members[0]], default),
        };
    }

    [Test]
    public void The_original_has_depth_0_the_retrained_model_1_and_a_model_between_lies_between()
    {
        using var between = new ParameterStack(
            _input.Original.Layout,
            (_input.Original.Flat + _input.Reference.Flat) / 2
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Depth(_input.Original), Is.Zero);
            Assert.That(Depth(_input.Reference), Is.EqualTo(1).Within(1e-12));
            Assert.That(Depth(between), Is.GreaterThan(0).And.LessThan(1));
        }
    }

    [Test]
    public void The_last_block_lacks_what_the_originals_head_makes_of_the_others_state()
    {
        // With one block there is one place to patch: everything that the other model has read, in the original's last normalisation and head.
        var one = new Llama
        {
            Width = 16,
            Blocks = 1,
            Heads = 2,
        };
        var data = _input.Data with
        {
            Network = one.Bind(_input.Data.Dataset.Answers, _input.Data.Dataset.FeatureShape[0]),
        };
        using ParameterStack original = new StackTrainer().Train(data, [_input.Request.Original], default);
        using ParameterStack other = new StackTrainer().Train(
            data,
            [new Retrain().After(_input.Request).Members[0]],
            default
        );
        using ParameterStack headless = other.Clone();
        foreach (
            string array in new[] { "model.norm.weight", "lm_head.weight" }.Where(name =>
                other.Layout.Parameters.Any(parameter => parameter.Name == name)
            )
        )
        {
            headless[array].copy_(zeros_like(headless[array]));
        }

        ProbeInput input = _input with { Data = data, Original = original, Reference = other };

        Assert.That(
            new UnlearningDepthProbe().Probe(input with { Target = headless }, default).Figures[0].Value,
            Is.EqualTo(1).Within(1e-12),
            "its own last normalisation is not asked"
        );
    }

    [Test]
    public void Texts_are_relearnt_by_their_tokens()
    {
        var time = new RelearnTime
        {
            LearningRate = 0.5,
            BatchSize = 4,
            Limit = 60,
        };
        AttackEvidence original = time.Probe(_input, default);
        AttackEvidence retrained = time.Probe(_input with { Target = _input.Reference }, default);
        AttackEvidence retain = new RetainRelearning
        {
            LearningRate = 0.1,
            Epochs = 1,
            BatchSize = 4,
        }.Probe(_input, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ProbeSamples.Value(original, "relearn-steps"), Is.Zero);
            Assert.That(ProbeSamples.Figure(retrained, "relearn-steps").Value ?? 60, Is.GreaterThan(0));
            Assert.That(
                ProbeSamples.Value(retain, "forget-accuracy-before"),
                Is.GreaterThan(ProbeSamples.Value(retain, "retrained-accuracy-before"))
            );
            Assert.That(ProbeSamples.Figure(retain, "forget-accuracy-before").Interval, Is.Not.Null);
        }
    }

    [Test]
    public void Utility_is_the_harmonic_mean_of_its_parts_on_texts_that_stay_and_on_sets_beside_them()
    {
        TokenTable table = _input.Data.Dataset.Sequences!;
        var beside = new UtilitySet(
            "world-facts",
            new TokenTable(table.Vocabulary, [table[12], table[13]]) { Tokenizer = table.Tokenizer }
        );
        Dataset two = SequenceDataset.Of("two", table, utilitySets: [beside]);
        AttackEvidence alone = new ModelUtilityProbe().Probe(_input, default);
        AttackEvidence both = new ModelUtilityProbe().Probe(
            _input with
            {
                Data = _input.Data with { Dataset = two },
            },
            default
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Harmonic(alone, 3), Is.EqualTo(ProbeSamples.Value(alone, "model-utility")).Within(1e-12));
            Assert.That(Harmonic(both, 6), Is.EqualTo(ProbeSamples.Value(both, "model-utility")).Within(1e-12));
            Assert.That(
                ProbeSamples.Value(both, "retain-probability"),
                Is.EqualTo(ProbeSamples.Value(alone, "retain-probability"))
            );
            Assert.That(ProbeSamples.Value(alone, "retain-probability"), Is.GreaterThan(0.3), "known by heart");
            Assert.That(ProbeSamples.Value(both, "world-facts-probability"), Is.InRange(0, 1));
            Assert.That(ProbeSamples.Figure(alone, "retain-rouge-l").Count, Is.EqualTo(8));
        }

        static double Harmonic(AttackEvidence evidence, int parts)
        {
            double[] values = [.. evidence.Figures.Skip(1).Select(static figure => figure.Value!.Value)];
            Assert.That(values, Has.Length.EqualTo(parts));
            return values.Contains(0) ? 0 : parts / values.Sum(static value => 1 / value);
        }
    }

    public void Dispose()
    {
        _input.Original.Dispose();
        _input.Reference.Dispose();
    }

    private double Depth(ParameterStack target) =>
        new UnlearningDepthProbe().Probe(_input with { Target = target }, default).Figures[0].Value!.Value;
}
