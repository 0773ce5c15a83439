using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Optimisation;

[TestFixture]
public sealed class AutogradTrainingTests
{
    [TestCase(64, new[] { 128 }, 10, 16, Activation.Relu, OptimizerKind.Sgd)]
    [TestCase(446, new[] { 128 }, 30, 32, Activation.Tanh, OptimizerKind.Sgd)]
    [TestCase(65, new[] { 33 }, 10, 17, Activation.Tanh, OptimizerKind.Adam)]
    [TestCase(65, new[] { 33, 21 }, 10, 37, Activation.Relu, OptimizerKind.Sgd)]
    [TestCase(65, new int[0], 10, 37, Activation.Relu, OptimizerKind.Adam)]
    public void A_member_alone_has_the_bits_that_it_has_in_any_stack(
        int features,
        int[] hidden,
        int classes,
        int batch,
        Activation activation,
        OptimizerKind optimizer
    )
    {
        var network = new DenseNetwork([features], [.. hidden], activation, classes);
        var data = new TrainingData(Toy.Dataset(150, features, classes), network);
        var options = new TrainingOptions
        {
            Optimizer = optimizer,
            LearningRate = optimizer == OptimizerKind.Adam ? 0.003 : 0.05,
            BatchSize = batch,
            Epochs = 4,
            WeightDecay = 1e-3,
            Schedule = ScheduleKind.Cosine,
        };
        MemberSpec[] members = Toy.Members(7, 150, options);

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

    private static float[][] Train(TrainingData data, MemberSpec[] members)
    {
        using ParameterStack weights = StackTrainer.Initialise(data.Network, members.Select(static m => m.Seed));
        StackTrainer.TrainStage(data, members, weights, checkpoints: null, witness: null, default, automatic: true);
        return [.. weights.Flat.data<float>().ToArray().Chunk(data.Network.Layout.Width)];
    }
}
