using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Vectors;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

public sealed class ConvolutionSquaresTests
{
    private const int Points = 3;

    /// <summary>Outputs and inputs that fill no vector, strides that leave a rest, kernels of one place and wider than the picture.</summary>
    [TestCase(3, 16, 3, 1, 6, 5)]
    [TestCase(16, 6, 3, 2, 7, 8)]
    [TestCase(5, 33, 5, 1, 4, 3)]
    [TestCase(20, 16, 1, 2, 5, 6)]
    [TestCase(2, 3, 7, 2, 9, 5)]
    public void They_are_those_of_each_point_alone(int inputs, int outputs, int side, int stride, int rows, int columns)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor errors, Tensor weight) = Layer(inputs, outputs, side, stride, rows, columns);

        var found = ConvolutionSquares.Of(images, errors, weight, stride);

        Tensor squares = zeros_like(weight);
        weight.requires_grad_();
        for (int point = 0; point < Points; point++)
        {
            Tensor sums = nn.functional.conv2d(
                images.narrow(0, point, 1),
                weight,
                strides: [stride, stride],
                padding: [side / 2, side / 2]
            );
            Tensor slope = GuardedAutograd.Gradients(sums * errors.narrow(0, point, 1), [weight])[0];
            squares = squares.add(slope * slope);
            double[] products = Values((slope * weight).sum([1, 2, 3]));
            Assert.That(Values(found.Products.select(0, point)), Is.EqualTo(products).Within(1e-10));
        }

        Assert.That(Values(found.Weights), Is.EqualTo(Values(squares)).Within(1e-10));
        Assert.That(Values(found.Errors), Is.EqualTo(Values(errors.sum([2, 3]))).Within(1e-10));
    }

    [Test]
    public void Vectors_of_any_length_give_the_same_bits()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor errors, Tensor weight) = Layer(5, 20, 3, 1, 6, 6);
        images = images.to_type(ScalarType.Float32);
        errors = errors.to_type(ScalarType.Float32);
        weight = weight.to_type(ScalarType.Float32);

        var narrow = ConvolutionSquares.Of<float, Points256<float>>(images, errors, weight, 1);
        var wide = ConvolutionSquares.Of<float, Points512<float>>(images, errors, weight, 1);

        Assert.That(Values(narrow.Weights), Is.EqualTo(Values(wide.Weights)).And.None.Zero);
        Assert.That(Values(narrow.Products), Is.EqualTo(Values(wide.Products)).And.None.Zero);
    }

    private static (Tensor Images, Tensor Errors, Tensor Weight) Layer(
        int inputs,
        int outputs,
        int side,
        int stride,
        int rows,
        int columns
    ) =>
        (
            Normal("images", Points, inputs, rows, columns),
            Normal("errors", Points, outputs, (rows + stride - 1) / stride, (columns + stride - 1) / stride),
            Normal("weight", outputs, inputs, side, side)
        );

    private static Tensor Normal(string name, params int[] shape)
    {
        RandomKey key = new RandomKey(5).Derive(name);
        int count = shape.Aggregate(static (product, size) => product * size);
        double[] values = [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i))];
        return tensor(values, shape.Select(static size => (long)size).ToArray());
    }

    private static double[] Values(Tensor values) =>
        values.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
}
