using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

/// <summary>
/// Values and gradients against sums written out: the tensor library's own gradient of the input is garbage for most numbers of output
/// channels.
/// </summary>
public sealed class PaddedConvolutionTests
{
    private static readonly int[] Widths = [1, 3, 4, 6, 10, 15, 16, 17, 20, 33];

    private static IEnumerable<TestCaseData> Shapes =>
        from outputs in Widths
        from inputs in (int[])[1, 3, 16, 20]
        from shape in ((int Batch, int Side, int Stride)[])[(1, 3, 1), (4, 1, 1), (4, 5, 1), (18, 3, 1), (3, 3, 2)]
        select new TestCaseData(outputs, inputs, shape.Batch, shape.Side, shape.Stride).SetArgDisplayNames(
            $"{inputs} to {outputs} channels",
            $"batch {shape.Batch}",
            $"kernel {shape.Side}",
            $"stride {shape.Stride}"
        );

    [TestCaseSource(nameof(Shapes))]
    public void Values_and_gradients_equal_sums_that_are_written_out(
        int outputs,
        int inputs,
        int batch,
        int side,
        int stride
    )
    {
        using DisposeScope scope = NewDisposeScope();
        const int Rows = 7;
        const int Columns = 6;
        var naive = new NaiveConvolution(batch, inputs, outputs, side, stride, Rows, Columns);
        double[] images = Random("images", batch * inputs * Rows * Columns);
        double[] weight = Random("weight", outputs * inputs * side * side);
        double[] bias = Random("bias", outputs);
        double[] errors = Random("errors", batch * outputs * naive.OutputRows * naive.OutputColumns);
        double[] values = naive.Forward(images, weight, bias);
        (double[] ofImages, double[] ofWeight, double[] ofBias) = naive.Backward(images, weight, errors);
        foreach ((ScalarType type, double within) in ((ScalarType, double)[])[(float32, 1e-5), (float64, 1e-13)])
        {
            Tensor[] leaves =
            [
                Leaf(images, type, batch, inputs, Rows, Columns),
                Leaf(weight, type, outputs, inputs, side, side),
                Leaf(bias, type, outputs),
            ];
            Tensor sums = PaddedConvolution.Apply(leaves[0], leaves[1], leaves[2], stride);
            Tensor slope = tensor(errors, type).view(sums.shape);
            Tensor[] gradients = GuardedAutograd.Gradients(sums * slope, leaves);
            Assert.Multiple(() =>
            {
                Assert.That(Gap(sums, values), Is.LessThan(within), $"values, {type}");
                Assert.That(Gap(gradients[0], ofImages), Is.LessThan(within), $"gradient of the images, {type}");
                Assert.That(Gap(gradients[1], ofWeight), Is.LessThan(within), $"gradient of the filters, {type}");
                Assert.That(Gap(gradients[2], ofBias), Is.LessThan(within), $"gradient of the biases, {type}");
            });
        }
    }

    [Test]
    public void Products_with_the_hessian_equal_those_in_float64(
        [ValueSource(nameof(Widths))] int outputs,
        [Values(4, 18)] int batch,
        [Values(1, 3)] int side
    )
    {
        using DisposeScope scope = NewDisposeScope();
        double[] Product(ScalarType type)
        {
            Tensor images = Leaf(Random("images", batch * 3 * 36), type, batch, 3, 6, 6);
            Tensor first = Leaf(Random("first", outputs * 3 * side * side, 0.3), type, outputs, 3, side, side);
            Tensor second = Leaf(Random("second", 5 * outputs * side * side, 0.1), type, 5, outputs, side, side);
            Tensor[] leaves = [images, first, second];
            Tensor hidden = PaddedConvolution.Apply(images, first).tanh();
            Tensor loss = PaddedConvolution.Apply(hidden, second).tanh();
            Tensor[] slopes = GuardedAutograd.Gradients(loss, leaves, createGraph: true);
            Tensor along = zeros([1], type);
            foreach (Tensor slope in slopes)
            {
                Tensor direction = tensor(Random("direction", (int)slope.numel()), type).view(slope.shape);
                along = along.Plus((slope * direction).sum());
            }

            return
            [
                .. GuardedAutograd
                    .Gradients(along, leaves)
                    .SelectMany(static gradient =>
                        gradient.to_type(ScalarType.Float64).contiguous().data<double>().ToArray()
                    ),
            ];
        }

        double[] reference = Product(ScalarType.Float64);
        Assert.That(Gap(Product(ScalarType.Float32), reference), Is.LessThan(1e-5));
        Assert.That(reference.Max(Math.Abs), Is.GreaterThan(0.1));
    }

    private static Tensor Leaf(double[] values, ScalarType type, params long[] shape) =>
        tensor(values, type).view(shape).clone().requires_grad_();

    /// <summary>The largest difference, as a share of the largest value.</summary>
    private static double Gap(Tensor found, double[] expected)
    {
        double[] values = found.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        Assert.That(values, Has.Length.EqualTo(expected.Length));
        return values.Zip(expected, static (f, e) => Math.Abs(f - e)).Aggregate(Math.Max) / expected.Max(Math.Abs); // NaN shows
    }

    private static double[] Random(string name, int count, double deviation = 1.0)
    {
        RandomKey key = new RandomKey(7).Derive(name);
        return [.. Enumerable.Range(0, count).Select(i => deviation * key.Normal((ulong)i))];
    }
}
