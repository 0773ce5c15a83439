using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

[TestFixture]
public sealed class StackOptimizerTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of([
        ("weight", [16], true),
        ("running", [16], false),
    ]);

    [Test]
    public void Momentum_under_a_constant_gradient_sums_a_geometric_series()
    {
        using ParameterStack weights = Stack(2, 1.0);
        using var optimizer = new StackOptimizer(weights, OptimizerKind.Sgd, [0.1, 0.2], momentum: 0.5);
        using Tensor gradient = ones(2, 32, ScalarType.Float64);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(gradient);
        }

        // v = 1, 1.5, 1.75: their sum is 4.25.
        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.0 - (0.1 * 4.25)).Within(1e-15));
        Assert.That(weights.Flat[1, 0].item<double>(), Is.EqualTo(1.0 - (0.2 * 4.25)).Within(1e-15));
    }

    [Test]
    public void Weight_decay_shrinks_weights_but_not_running_statistics()
    {
        using ParameterStack weights = Stack(1, 2.0);
        using var optimizer = new StackOptimizer(weights, OptimizerKind.Sgd, [0.1], weightDecay: 0.5);
        using Tensor gradient = zeros(1, 32, ScalarType.Float64);
        optimizer.Step(gradient);
        optimizer.Step(gradient);
        Assert.That(weights.Flat[0, 3].item<double>(), Is.EqualTo(2.0 * 0.95 * 0.95).Within(1e-15));
        Assert.That(weights.Flat[0, 16].item<double>(), Is.EqualTo(2.0));
    }

    [Test]
    public void Adam_under_a_constant_gradient_moves_by_the_rate_whatever_the_gradients_size()
    {
        using ParameterStack weights = Stack(1, 1.0);
        using var optimizer = new StackOptimizer(weights, OptimizerKind.Adam, [0.01]);
        using Tensor gradient = full([1, 32], -300.0, ScalarType.Float64);
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(gradient);
        }

        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.05).Within(1e-9));
    }

    [Test]
    public void A_gradient_with_fewer_rows_leaves_the_other_members_alone()
    {
        using ParameterStack weights = Stack(3, 1.0);
        using var optimizer = new StackOptimizer(weights, OptimizerKind.Sgd, [0.1, 0.1, 0.1], momentum: 0.9);
        using Tensor all = ones(3, 32, ScalarType.Float64);
        using Tensor first = ones(1, 32, ScalarType.Float64);
        optimizer.Step(all);
        optimizer.Step(first);
        double[] column = weights.Flat.select(1, 0).data<double>().ToArray();
        Assert.That(column, Is.EqualTo(new[] { 1.0 - 0.1 - 0.19, 0.9, 0.9 }).Within(1e-15));
    }

    [Test]
    public void A_rate_factor_of_minus_one_ascends()
    {
        using ParameterStack weights = Stack(1, 1.0);
        using var optimizer = new StackOptimizer(weights, OptimizerKind.Sgd, [0.25]);
        using Tensor gradient = ones(1, 32, ScalarType.Float64);
        optimizer.Step(gradient, rateFactor: -1.0);
        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.25));
    }

    private static ParameterStack Stack(int members, double value) =>
        new(Layout, full([members, Layout.Width], value, ScalarType.Float64));
}
