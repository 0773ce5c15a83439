using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Optimisation;

[TestFixture]
public sealed class StackOptimizerTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of([
        ("weight", [16], true),
        ("running", [16], false),
    ]);

    private static readonly OptimizerSettings Sgd = new() { BatchSize = 1 };
    private static readonly OptimizerSettings Adam = Sgd with { Optimizer = OptimizerKind.Adam };

    [Test]
    public void Momentum_under_a_constant_gradient_sums_a_geometric_series()
    {
        using ParameterStack weights = Stack(2, 1.0);
        using var optimizer = new StackOptimizer(weights, Sgd with { Momentum = 0.5 });
        using Tensor gradient = ones(2, 32, ScalarType.Float64);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(gradient, static member => member == 0 ? 0.1 : 0.2);
        }

        // v = 1, 1.5, 1.75: their sum is 4.25.
        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.0 - (0.1 * 4.25)).Within(1e-15));
        Assert.That(weights.Flat[1, 0].item<double>(), Is.EqualTo(1.0 - (0.2 * 4.25)).Within(1e-15));
    }

    [TestCase(OptimizerKind.Sgd)]
    [TestCase(OptimizerKind.Adamw)]
    public void Weight_decay_shrinks_weights_but_not_running_statistics(OptimizerKind kind)
    {
        using ParameterStack weights = Stack(1, 2.0);
        using var optimizer = new StackOptimizer(weights, Sgd with { Optimizer = kind, WeightDecay = 0.5 });
        using Tensor gradient = zeros(1, 32, ScalarType.Float64);
        optimizer.Step(gradient, static _ => 0.1);
        optimizer.Step(gradient, static _ => 0.1);
        Assert.That(weights.Flat[0, 3].item<double>(), Is.EqualTo(2.0 * 0.95 * 0.95).Within(1e-15));
        Assert.That(weights.Flat[0, 16].item<double>(), Is.EqualTo(2.0));
    }

    [Test]
    public void Adam_under_a_constant_gradient_moves_by_the_rate_whatever_the_gradients_size()
    {
        using ParameterStack weights = Stack(1, 1.0);
        using var optimizer = new StackOptimizer(weights, Adam);
        using Tensor gradient = full([1, 32], -300.0, ScalarType.Float64);
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(gradient, static _ => 0.01);
        }

        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.05).Within(1e-9));
    }

    [Test]
    public void A_gradient_with_fewer_rows_leaves_the_other_members_alone()
    {
        using ParameterStack weights = Stack(3, 1.0);
        using var optimizer = new StackOptimizer(weights, Sgd with { Momentum = 0.9 });
        using Tensor all = ones(3, 32, ScalarType.Float64);
        using Tensor first = ones(1, 32, ScalarType.Float64);
        optimizer.Step(all, static _ => 0.1);
        optimizer.Step(first, static _ => 0.1);
        double[] column = weights.Flat.select(1, 0).data<double>().ToArray();
        Assert.That(column, Is.EqualTo(new[] { 1.0 - 0.1 - 0.19, 0.9, 0.9 }).Within(1e-15));
    }

    [Test]
    public void A_negative_rate_ascends()
    {
        using ParameterStack weights = Stack(1, 1.0);
        using var optimizer = new StackOptimizer(weights, Sgd);
        using Tensor gradient = ones(1, 32, ScalarType.Float64);
        optimizer.Step(gradient, static _ => -0.25);
        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(1.25));
    }

    [Test]
    public void Weights_outside_the_mask_and_members_at_rest_keep_their_bits_whatever_momentum_and_decay_do(
        [Values] OptimizerKind kind
    )
    {
        using ParameterStack weights = Stack(3, 1.0);
        using Tensor mask = ones([3, Layout.Width], ScalarType.Bool);
        using (Tensor held = mask.narrow(1, 4, 4))
        {
            held.zero_();
        }

        using var optimizer = new StackOptimizer(
            weights,
            Sgd with
            {
                Optimizer = kind,
                Momentum = 0.9,
                WeightDecay = 0.1,
                Mask = mask,
            }
        );
        using Tensor gradient = ones(3, 32, ScalarType.Float64);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(gradient, static _ => 0.1, [true, false, true]);
        }

        double[][] rows = [.. weights.Flat.data<double>().ToArray().Chunk(Layout.Width)];
        Assert.That(rows[1], Is.All.EqualTo(1.0), "at rest");
        Assert.That(rows[0][4..8], Is.All.EqualTo(1.0), "outside the mask");
        Assert.That(rows[0][..4], Is.All.LessThan(0.8));
        Assert.That(rows[2], Is.EqualTo(rows[0]));
    }

    [Test]
    public void Rows_of_mask_and_scale_are_those_of_the_members_in_the_stack()
    {
        using ParameterStack weights = Stack(2, 1.0);
        using Tensor scale = tensor([1.0, 2.0, 3.0], [3, 1]).expand(3, Layout.Width).contiguous();
        using var optimizer = new StackOptimizer(weights, Sgd with { GradientScale = scale }, [2, 0]);
        using Tensor gradient = ones(2, 32, ScalarType.Float64);
        optimizer.Step(gradient, static _ => 0.1);
        Assert.That(weights.Flat[0, 0].item<double>(), Is.EqualTo(0.7).Within(1e-15));
        Assert.That(weights.Flat[1, 0].item<double>(), Is.EqualTo(0.9).Within(1e-15));
    }

    private static ParameterStack Stack(int members, double value) =>
        new(Layout, full([members, Layout.Width], value, ScalarType.Float64));
}
