using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Learning.Tests.Training.Checkpoints;

[TestFixture]
public sealed class TrainingStateTests
{
    private const int Points = 40;

    [Test]
    public void A_training_that_is_interrupted_at_any_batch_resumes_to_the_same_bits(
        [Values] OptimizerKind optimizer,
        [Values("mlp", "cnn", "texts", "texts-by-step")] string model
    )
    {
        TrainingData data = Data(model);
        MemberSpec[] members =
        [
            .. Members(optimizer).Select(member => model == "texts-by-step" ? ByStep(member) : member),
        ];
        float[][] expected = Train(data, members, null);
        int interruptions = 0;
        for (int moment = 0; ; moment++)
        {
            using var stop = new CancellationTokenSource();
            var memory = new Memory(moment, stop);
            try
            {
                Train(data, members, memory, stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                interruptions++;
            }

            // The last member first and the others after it: who is in the stack is not who was in it.
            var later = new Memory(int.MaxValue, stop) { States = memory.States };
            Assert.That(Train(data, [members[2]], later)[0], Is.EqualTo(expected[2]), $"moment {moment}");
            Assert.That(Train(data, members[..2], later), Is.EqualTo(expected[..2]), $"moment {moment}");
        }

        Assert.That(interruptions, Is.GreaterThanOrEqualTo(3 * 3), "three epochs of three batches");
    }

    [Test]
    public void Members_of_one_stack_resume_to_the_same_bits([Values] OptimizerKind optimizer)
    {
        TrainingData data = Data("mlp");
        MemberSpec[] members = Members(optimizer);
        float[][] expected = Stack(members, null);
        for (int moment = 1; moment < 9; moment++)
        {
            var memory = new Memory(moment, null);
            Stack(members, memory);
            MemberSpec[] others = [members[2], members[0]];
            var later = new Memory(int.MaxValue, null) { States = memory.States };
            Assert.That(Stack(others, later), Is.EqualTo((float[][])[expected[2], expected[0]]), $"{moment}");
        }

        float[][] Stack(MemberSpec[] stages, ITrainingCheckpoints? checkpoints)
        {
            using ParameterStack weights = StackTrainer.Initialise(data.Network, stages.Select(static m => m.Seed));
            StackTrainer.TrainStage(data, stages, weights, checkpoints, witness: null, default, automatic: true);
            return [.. weights.ToRows()];
        }
    }

    [Test]
    public void States_are_kept_without_being_stopped_when_they_are_due([Values("mlp", "cnn")] string model)
    {
        TrainingData data = Data(model);
        MemberSpec[] members = Members(OptimizerKind.Sgd);
        var memory = new Memory(5, null);
        float[][] trained = Train(data, members, memory);
        Assert.That(memory.States, Is.Not.Empty);
        Assert.That(trained, Is.EqualTo(Train(data, members, null)));
    }

    [Test]
    public void Members_that_are_finished_are_kept_with_those_in_training()
    {
        TrainingData data = Data("mlp");
        MemberSpec[] members = Members(OptimizerKind.Adam);
        var memory = new Memory(3 * 3 + 1, null);
        float[][] trained = Train(data, members, memory);
        TrainingState first = memory.States[members[0]];
        Assert.That(first.Epoch, Is.EqualTo(members[0].Training.Epochs));
        Assert.That(first.Weights, Is.EqualTo(trained[0]));
        Assert.That(memory.States[members[1]], Has.Property(nameof(TrainingState.Batch)).EqualTo(1));
    }

    [Test]
    public void Weights_that_are_not_float32_are_refused()
    {
        TrainingData data = Data("mlp");
        MemberSpec[] members = Members(OptimizerKind.Sgd);
        using ParameterStack single = StackTrainer.Initialise(data.Network, members.Select(static m => m.Seed));
        using var weights = new ParameterStack(single.Layout, single.Flat.to_type(TorchSharp.torch.ScalarType.Float64));
        Assert.That(
            () => StackTrainer.TrainStage(data, members, weights, default, new Memory(0, null)),
            Throws.ArgumentException
        );
    }

    private static TrainingData Data(string model)
    {
        if (model.StartsWith("texts", StringComparison.Ordinal))
        {
            Dataset texts = TinyText.Dataset(Points);
            var llama = new Llama
            {
                Width = 8,
                Blocks = 1,
                Heads = 2,
            };
            return new TrainingData(texts, llama.Bind(texts.Answers, texts.FeatureShape[0]));
        }

        Dataset dataset = Toy.Dataset(Points, 64, 3);
        IModel architecture =
            model == "mlp"
                ? new Mlp { Hidden = [7] }
                : new Cnn
                {
                    Channels = [3],
                    Kernel = 3,
                    Hidden = [5],
                };
        return new TrainingData(dataset, architecture.Bind(model == "mlp" ? [64] : [1, 8, 8], dataset.ClassCount));
    }

    /// <summary>The last of the passes ends after its second batch.</summary>
    private static MemberSpec ByStep(MemberSpec member) =>
        member with
        {
            Training = member.Training with { Steps = 11, WarmUpSteps = 4, ClipNorm = 0.5 },
        };

    private static MemberSpec[] Members(OptimizerKind optimizer) =>
        Toy.Members(
            3,
            Points,
            new TrainingOptions
            {
                Optimizer = optimizer,
                LearningRate = 0.01,
                Schedule = ScheduleKind.Cosine,
                WeightDecay = 1e-3,
                BatchSize = 13,
                Epochs = 3,
            }
        );

    private static float[][] Train(
        TrainingData data,
        MemberSpec[] members,
        ITrainingCheckpoints? checkpoints,
        CancellationToken cancellationToken = default
    )
    {
        using ParameterStack weights = StackTrainer.Initialise(data.Network, members.Select(static m => m.Seed));
        StackTrainer.TrainStage(data, members, weights, cancellationToken, checkpoints);
        return [.. weights.ToRows()];
    }

    /// <summary>Wants states at one moment, and then stops the training where it is given something to stop.</summary>
    private sealed class Memory(int moment, CancellationTokenSource? stop) : ITrainingCheckpoints
    {
        private int _asked;

        public Dictionary<MemberSpec, TrainingState> States { get; init; } = [];

        public bool AreDue => _asked++ == moment;

        public TrainingState? Find(MemberSpec stage) => States.GetValueOrDefault(stage);

        public void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states)
        {
            foreach ((MemberSpec stage, TrainingState state) in states)
            {
                States[stage] = state;
            }

            stop?.Cancel();
        }
    }
}
