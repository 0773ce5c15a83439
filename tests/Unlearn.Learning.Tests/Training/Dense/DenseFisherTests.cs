using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training.Dense;

public sealed class DenseFisherTests
{
    [TestCase(true, Activation.Relu)]
    [TestCase(false, Activation.Tanh)]
    public void Products_of_squares_are_the_squares_of_single_points_gradients(bool zeros, Activation activation)
    {
        var network = new DenseNetwork([33], [20, 9], activation, 5);
        var data = new TrainingData(Toy.Dataset(300, 33, 5, zeros: zeros), network);
        MemberSpec[] members = Toy.Members(2, 300, new TrainingOptions { Epochs = 2, BatchSize = 32 });
        using ParameterStack trained = new StackTrainer().Train(data, members, default);
        using var weights = new ParameterStack(trained.Layout, trained.Flat.to_type(ScalarType.Float64));
        PointSet[] sets = [new(Enumerable.Range(0, 280)), new([])];

        using Tensor fisher = DenseFisher.Mean<double>(data, weights, sets, default);

        var expected = new double[2 * network.Layout.Width];
        foreach (int point in sets[0])
        {
            using Tensor gradient = LossGradient.Of(
                weights,
                tracked =>
                {
                    StackBatch batch = data.Tensors.Batch(
                        [
                            [point],
                            [point],
                        ],
                        type: ScalarType.Float64
                    );
                    return CrossEntropy.Mean(network.Forward(tracked, batch.Inputs), batch);
                }
            );
            double[] values = gradient.data<double>().ToArray();
            for (int i = 0; i < network.Layout.Width; i++)
            {
                expected[i] += values[i] * values[i] / sets[0].Count;
            }
        }

        Assert.That(fisher.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-12));
        Assert.That(expected.Max(), Is.GreaterThan(1e-4));
    }
}
