using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Curvature;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training.Curvature;

[TestFixture]
public sealed class SoftmaxRegressionCurvatureTests
{
    [TestCase(5, 3, true)]
    [TestCase(9, 4, false)]
    [TestCase(20, 17, true)]
    public void Closed_forms_equal_automatic_differentiation(int features, int classes, bool zeros)
    {
        var network = new SoftmaxRegression().Bind([features], classes);
        var data = new TrainingData(Toy.Dataset(70, features, classes, zeros: zeros), network);
        int[] points = [.. Enumerable.Range(3, 60)];
        using ParameterStack single = StackTrainer.Initialise(network, [new RandomKey(5)]);
        using var weights = new ParameterStack(network.Layout, single.Flat.to_type(ScalarType.Float64) * 3.0);
        double[] row = weights.Flat.data<double>().ToArray();
        var vector = new double[row.Length];
        foreach (ParameterShape array in network.Layout.Parameters)
        {
            for (int i = 0; i < array.Count; i++)
            {
                vector[array.Offset + i] = new RandomKey(6).Normal((ulong)(array.Offset + i));
            }
        }

        using var curvature = new SoftmaxRegressionCurvature(data, row, points);
        using Tensor product = CurvatureProduct.Hessian(
            weights,
            tracked => Sum(data, tracked, points),
            tensor(vector).unsqueeze(0)
        );
        double[] closed = curvature.Product(vector);
        using Tensor hessian = curvature.Hessian();

        Assert.Multiple(() =>
        {
            Assert.That(closed, Is.EqualTo(product.data<double>().ToArray()).Within(1e-11));
            Assert.That(
                hessian.matmul(tensor(Compact(network.Layout, vector))).data<double>().ToArray(),
                Is.EqualTo(Compact(network.Layout, closed)).Within(1e-10)
            );
            Assert.That(
                hessian.data<double>().ToArray(),
                Is.EqualTo(hessian.t().contiguous().data<double>().ToArray())
            );
        });
    }

    [Test]
    public void A_network_with_hidden_layers_is_refused()
    {
        var network = new Mlp().Bind([4], 3);
        var data = new TrainingData(Toy.Dataset(10, 4, 3), network);
        Assert.That(
            () => new SoftmaxRegressionCurvature(data, new double[network.Layout.Width], [0]),
            Throws.ArgumentException
        );
    }

    private static double[] Compact(ParameterLayout layout, double[] row) =>
        [.. layout.Parameters.SelectMany(p => row.Skip(p.Offset).Take(p.Count))];

    private static Tensor Sum(TrainingData data, ParameterStack parameters, int[] points)
    {
        PaddedBatch batch = data.Tensors.Batch([points], type: ScalarType.Float64);
        return CrossEntropy.Mean(data.Network.Forward(parameters, batch.Inputs), batch) * points.Length;
    }
}
