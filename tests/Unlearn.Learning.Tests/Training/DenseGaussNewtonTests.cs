using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

public sealed class DenseGaussNewtonTests
{
    [TestCase(true, Activation.Relu)]
    [TestCase(true, Activation.Tanh)]
    [TestCase(false, Activation.Relu)]
    [TestCase(false, Activation.Tanh)]
    public void Products_by_hand_are_those_of_automatic_differentiation(bool zeros, Activation activation)
    {
        var network = new DenseNetwork([33], [20, 9], activation, 5);
        var data = new TrainingData(Toy.Dataset(300, 33, 5, zeros: zeros), network);
        MemberSpec[] members = Toy.Members(3, 300, new TrainingOptions { Epochs = 2, BatchSize = 32 });
        using ParameterStack trained = new StackTrainer().Train(data, members, default);
        using var weights = new ParameterStack(trained.Layout, trained.Flat.to_type(ScalarType.Float64));
        using Tensor vectors = linspace(-1, 1, weights.Flat.NumberOfElements, ScalarType.Float64)
            .sin()
            .view(3, network.Layout.Width);
        PointSet[] sets = [new(Enumerable.Range(0, 280)), new(Enumerable.Range(17, 3)), new([])];

        using Tensor byHand = DenseGaussNewton<double>.Product(data, weights, vectors, sets);
        // Any other loss, even an equal one, takes the general path.
        var loss = new EmpiricalLoss(data, sets, (logits, labels) => PointLosses.Entropy(logits, labels));
        using Tensor expected = loss.GaussNewtonProduct(weights, vectors);

        Assert.That(byHand.data<double>().ToArray(), Is.EqualTo(expected.data<double>().ToArray()).Within(1e-11));
        Assert.That(expected.abs().max().item<double>(), Is.GreaterThan(0.1));
    }
}
