using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

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

        using Tensor fisher = DenseFisher.Empirical<double>(data, weights, sets, default);
        double[] expected = SumOfSquares(data, weights, sets[0], point => data.Dataset.Labels[point]);

        Assert.That(fisher.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-12));
        Assert.That(expected.Max(), Is.GreaterThan(1e-4));
    }

    [TestCase(Activation.Relu)]
    [TestCase(Activation.Tanh)]
    public void The_true_ones_weigh_each_class_by_its_probability(Activation activation)
    {
        var network = new DenseNetwork([33], [20, 9], activation, 5);
        var data = new TrainingData(Toy.Dataset(300, 33, 5), network);
        MemberSpec[] members = Toy.Members(2, 300, new TrainingOptions { Epochs = 2, BatchSize = 32 });
        using ParameterStack trained = new StackTrainer().Train(data, members, default);
        using var weights = new ParameterStack(trained.Layout, trained.Flat.to_type(ScalarType.Float64));
        PointSet[] sets = [new(Enumerable.Range(0, 280)), new([])];

        using Tensor fisher = DenseFisher.Expected<double>(data, weights, sets, default);
        var expected = new double[2 * network.Layout.Width];
        for (int label = 0; label < 5; label++)
        {
            int one = label;
            double[] part = SumOfSquares(data, weights, sets[0], _ => one, weighted: true);
            expected = [.. expected.Zip(part, static (sum, value) => sum + value)];
        }

        Assert.That(fisher.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-12));
        Assert.That(expected.Max(), Is.GreaterThan(1e-4));
    }

    /// <summary>The first member's mean of squares, point by point through automatic differentiation; zeros for the second.</summary>
    private static double[] SumOfSquares(
        TrainingData data,
        ParameterStack weights,
        PointSet set,
        Func<int, int> label,
        bool weighted = false
    )
    {
        int width = data.Network.Layout.Width;
        var sum = new double[2 * width];
        foreach (int point in set)
        {
            double loss = 0;
            using Tensor gradient = LossGradient.Of(
                weights,
                tracked =>
                {
                    PaddedBatch batch = data.Tensors.Batch(
                        [
                            [point],
                            [point],
                        ],
                        type: ScalarType.Float64
                    );
                    Tensor labels = full_like(batch.Labels, label(point));
                    Tensor losses = CrossEntropy.PerPoint(data.Network.Forward(tracked, batch.Inputs), labels);
                    loss = losses[0, 0].item<double>();
                    return CrossEntropy.PerMember(losses, batch.Weights);
                }
            );
            double weight = weighted ? Math.Exp(-loss) : 1.0;
            double[] values = gradient.data<double>().ToArray();
            for (int i = 0; i < width; i++)
            {
                sum[i] += weight * values[i] * values[i] / set.Count;
            }
        }

        return sum;
    }
}
