using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Optimisation;

[TestFixture]
public sealed class NativeTrainingTests
{
    [TestCase(64, new[] { 128 }, 10, 16, Activation.Relu, OptimizerKind.Sgd, true)]
    [TestCase(446, new[] { 128 }, 30, 32, Activation.Tanh, OptimizerKind.Sgd, true)]
    [TestCase(65, new[] { 33, 21 }, 10, 37, Activation.Tanh, OptimizerKind.Adam, false)]
    [TestCase(65, new[] { 33 }, 10, 17, Activation.Relu, OptimizerKind.Sgd, false)]
    [TestCase(65, new int[0], 3, 37, Activation.Relu, OptimizerKind.Adam, true)]
    public void A_member_alone_has_the_bits_that_it_has_in_any_stack(
        int features,
        int[] hidden,
        int classes,
        int batch,
        Activation activation,
        OptimizerKind optimizer,
        bool zeros
    )
    {
        (TrainingData data, MemberSpec[] members) = Problem(
            features,
            hidden,
            classes,
            batch,
            activation,
            optimizer,
            zeros
        );
        float[][] together = Train(data, members);
        foreach (
            int[] company in (int[][])
                [
                    [0],
                    [3],
                    [6],
                    [5, 1],
                    [4, 2, 6],
                ]
        )
        {
            float[][] some = Train(data, [.. company.Select(m => members[m])]);
            for (int i = 0; i < company.Length; i++)
            {
                Assert.That(some[i], Is.EqualTo(together[company[i]]), $"member {company[i]} among {company.Length}");
            }
        }
    }

    [TestCase(64, new[] { 128 }, 10, 16, Activation.Relu, OptimizerKind.Sgd, true)]
    [TestCase(446, new[] { 128 }, 30, 32, Activation.Tanh, OptimizerKind.Sgd, true)]
    [TestCase(65, new[] { 33, 21 }, 10, 37, Activation.Tanh, OptimizerKind.Adam, false)]
    [TestCase(65, new[] { 33 }, 10, 17, Activation.Relu, OptimizerKind.Sgd, false)]
    [TestCase(65, new int[0], 3, 37, Activation.Relu, OptimizerKind.Adam, true)]
    public void Training_by_hand_agrees_with_automatic_differentiation_in_float64(
        int features,
        int[] hidden,
        int classes,
        int batch,
        Activation activation,
        OptimizerKind optimizer,
        bool zeros
    )
    {
        (TrainingData data, MemberSpec[] members) = Problem(
            features,
            hidden,
            classes,
            batch,
            activation,
            optimizer,
            zeros
        );
        using ParameterStack start = StackTrainer.Initialise(data.Network, members.Select(static m => m.Seed));
        using var byHand = new ParameterStack(start.Layout, start.Flat.to_type(ScalarType.Float64));
        using ParameterStack automatic = byHand.Clone();
        StackTrainer.TrainStage(data, members, byHand, CancellationToken.None);
        StackTrainer.TrainStage(data, members, automatic, checkpoints: null, witness: null, default, automatic: true);

        double[] expected = automatic.Flat.data<double>().ToArray();
        Assert.That(byHand.Flat.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-9));
        Assert.That(
            expected,
            Is.Not.EqualTo(start.Flat.to_type(ScalarType.Float64).data<double>().ToArray()).Within(1e-3)
        );
    }

    [Test]
    public void Threads_with_chunks_of_the_members_give_the_bits_of_one_call()
    {
        (TrainingData data, MemberSpec[] members) = Problem(64, [32], 10, 16, Activation.Relu, OptimizerKind.Sgd, true);
        float[][] together = Train(data, members);
        float[][] apart = new float[members.Length][];
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, members.Length)
                .Select(m => new Thread(() =>
                {
                    using ParameterStack own = new StackTrainer().Train(data, [members[m]], CancellationToken.None);
                    apart[m] = own.Flat.data<float>().ToArray();
                })),
        ];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.That(apart, Is.EqualTo(together));
    }

    private static (TrainingData Data, MemberSpec[] Members) Problem(
        int features,
        int[] hidden,
        int classes,
        int batch,
        Activation activation,
        OptimizerKind optimizer,
        bool zeros
    )
    {
        var network = new DenseNetwork([features], [.. hidden], activation, classes);
        var data = new TrainingData(Toy.Dataset(150, features, classes, zeros: zeros), network);
        var options = new TrainingOptions
        {
            Optimizer = optimizer,
            LearningRate = optimizer == OptimizerKind.Adam ? 0.003 : 0.02,
            BatchSize = batch,
            Epochs = 4,
            WeightDecay = 1e-3,
            Schedule = ScheduleKind.Step,
        };
        return (data, Toy.Members(7, 150, options));
    }

    private static float[][] Train(TrainingData data, MemberSpec[] members)
    {
        using ParameterStack weights = new StackTrainer().Train(data, members, CancellationToken.None);
        return [.. weights.Flat.data<float>().ToArray().Chunk(data.Network.Layout.Width)];
    }
}
