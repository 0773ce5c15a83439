using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

[TestFixture]
public sealed class CrossEntropyGradientTests
{
    [TestCase(new int[0], Activation.Relu, true)]
    [TestCase(new[] { 6 }, Activation.Tanh, true)]
    [TestCase(new[] { 6, 5 }, Activation.Tanh, false)]
    [TestCase(new[] { 7, 4 }, Activation.Relu, false)]
    public void Gradients_equal_central_differences_in_float64(int[] hidden, Activation activation, bool zeros)
    {
        var network = new DenseNetwork([5], [.. hidden], activation, 3);
        var data = new TrainingData(Toy.Dataset(30, 5, 3, zeros: zeros), network);
        int[][] points =
        [
            [1, 5, 9, 20, 21],
            [2, 3],
        ];
        using ParameterStack single = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        using var weights = new ParameterStack(network.Layout, single.Flat.to_type(ScalarType.Float64));
        using Tensor byHand = CrossEntropyGradient.Mean(data, weights, points, out double[] losses);
        using Tensor automatic = LossGradient.Of(weights, tracked => Losses(data, tracked, points), out double[] same);

        const double Step = 1e-6;
        double[,] differences = new double[2, network.Layout.Width];
        foreach (int position in network.Layout.Parameters.SelectMany(p => Enumerable.Range(p.Offset, p.Count)))
        {
            using ParameterStack up = Moved(weights, position, Step);
            using ParameterStack down = Moved(weights, position, -Step);
            using Tensor slope = (Losses(data, up, points) - Losses(data, down, points)) / (2 * Step);
            differences[0, position] = slope[0].item<double>();
            differences[1, position] = slope[1].item<double>();
        }

        double[] expected = [.. differences.Cast<double>()];
        Assert.Multiple(() =>
        {
            Assert.That(byHand.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-8));
            Assert.That(automatic.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-8));
            Assert.That(losses, Is.EqualTo(same).Within(1e-12));
        });
    }

    [Test]
    public void A_member_without_points_has_gradient_zero()
    {
        var network = new Mlp { Hidden = [4] }.Bind([5], 3);
        var data = new TrainingData(Toy.Dataset(30, 5, 3), network);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        using Tensor gradient = CrossEntropyGradient.Mean(
            data,
            weights,
            [
                [1, 2],
                [],
            ],
            out double[] losses
        );
        Assert.Multiple(() =>
        {
            Assert.That(gradient[1].abs().max().item<float>(), Is.Zero);
            Assert.That(losses[1], Is.Zero);
            Assert.That(gradient[0].abs().max().item<float>(), Is.Positive);
        });
    }

    private static ParameterStack Moved(ParameterStack weights, int position, double step)
    {
        ParameterStack moved = weights.Clone();
        moved.Flat.narrow(1, position, 1).add_(step);
        return moved;
    }

    private static Tensor Losses(TrainingData data, ParameterStack parameters, int[][] points)
    {
        PaddedBatch batch = data.Tensors.Batch(points, type: ScalarType.Float64);
        return CrossEntropy.Mean(data.Network.Forward(parameters, batch.Inputs), batch);
    }
}
