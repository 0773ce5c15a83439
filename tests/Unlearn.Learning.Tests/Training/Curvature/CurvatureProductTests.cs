using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training.Curvature;

[TestFixture]
public sealed class CurvatureProductTests
{
    [Test]
    public void Products_equal_differences_of_gradients()
    {
        Network network = new Mlp { Hidden = [6], Activation = Activation.Tanh }.Bind([5], 3);
        var data = new TrainingData(Toy.Dataset(20, 5, 3), network);
        using ParameterStack single = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        using var weights = new ParameterStack(network.Layout, single.Flat.to_type(ScalarType.Float64));
        using Tensor vectors = weights.Flat * weights.Flat - 0.1 * weights.Flat;
        using Tensor product = CurvatureProduct.Hessian(weights, Loss, vectors);

        const double Step = 1e-5;
        using var up = new ParameterStack(network.Layout, weights.Flat + (vectors * Step));
        using var down = new ParameterStack(network.Layout, weights.Flat - (vectors * Step));
        using Tensor difference = (LossGradient.Of(up, Loss) - LossGradient.Of(down, Loss)) / (2 * Step);
        Assert.That(product.data<double>().ToArray(), Is.EqualTo(difference.data<double>().ToArray()).Within(1e-8));
        Assert.That(product.abs().max().item<double>(), Is.GreaterThan(1e-3));

        Tensor Loss(ParameterStack parameters)
        {
            PaddedBatch batch = data.Tensors.Batch(
                [
                    [1, 2, 3, 4],
                    [5, 6],
                ],
                type: ScalarType.Float64
            );
            return CrossEntropy.Mean(network.Forward(parameters, batch.Inputs), batch);
        }
    }
}
