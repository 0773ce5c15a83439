using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

[TestFixture]
public sealed class DenseNetworkTests
{
    [TestCase(Activation.Relu)]
    [TestCase(Activation.Tanh)]
    public void Forward_is_the_formula(Activation activation)
    {
        Network network = new Mlp { Hidden = [2], Activation = activation }.Bind([2], 2);
        var row = new float[network.Layout.Width];
        new float[] { 1, -2, 3, 4 }.CopyTo(row, network.Layout["layers.0.weight"].Offset);
        new float[] { 0.5f, -1 }.CopyTo(row, network.Layout["layers.0.bias"].Offset);
        new float[] { 1, 2, 3, -1 }.CopyTo(row, network.Layout["layers.1.weight"].Offset);
        new float[] { 0, 10 }.CopyTo(row, network.Layout["layers.1.bias"].Offset);
        using var parameters = new ParameterStack(network.Layout, tensor(row).unsqueeze(0));
        using Tensor logits = network.Forward(parameters, tensor(new float[] { 1, 1 }).view(1, 1, 2));

        // The sums of the hidden layer are 1 - 2 + 0.5 = -0.5 and 3 + 4 - 1 = 6.
        double first = activation == Activation.Relu ? 0.0 : Math.Tanh(-0.5);
        double second = activation == Activation.Relu ? 6.0 : Math.Tanh(6.0);
        Assert.That(
            logits.data<float>().ToArray(),
            Is.EqualTo(new[] { first + (2 * second), (3 * first) - second + 10 }).Within(1e-6)
        );
    }

    [Test]
    public void Initial_values_fill_the_interval_of_their_fan_in_and_gaps_stay_zero()
    {
        Network network = new Mlp { Hidden = [33] }.Bind([65], 10);
        var row = new float[network.Layout.Width];
        network.Initialise(new RandomKey(4), row);
        float[] weights = row[..(65 * 33)];
        double bound = 1 / Math.Sqrt(65);
        Assert.Multiple(() =>
        {
            Assert.That(weights.Max(), Is.InRange(0.99 * bound, bound));
            Assert.That(weights.Min(), Is.InRange(-bound, -0.99 * bound));
            Assert.That(weights.Average(), Is.Zero.Within(0.1 * bound));
            Assert.That(row[(65 * 33)..network.Layout["layers.0.bias"].Offset], Is.All.Zero);
        });
    }

    [Test]
    public void Softmax_regression_represents_points_by_themselves()
    {
        Network network = new SoftmaxRegression().Bind([3], 2);
        using var parameters = new ParameterStack(network.Layout, zeros(1, network.Layout.Width));
        using Tensor inputs = tensor(new float[] { 1, 2, 3 }).view(1, 1, 3);
        Assert.That(network.Represent(parameters, inputs).data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3 }));
        Assert.That(network.Layers, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_hidden_layer_without_units_is_refused() =>
        Assert.That(() => new Mlp { Hidden = [8, 0] }.Bind([3], 2), Throws.TypeOf<InputException>());

    [Test]
    public void Equal_options_are_equal_models()
    {
        var one = new Mlp { Hidden = [8, 4] };
        var same = new Mlp { Hidden = [8, 4] };
        Assert.That(one, Is.EqualTo(same).And.Not.EqualTo(new Mlp { Hidden = [4, 8] }));
    }
}
