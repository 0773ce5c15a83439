using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>
/// What a forward pass in evaluation mode did with each array of parameters. A point's gradient of an array follows from what went into its
/// layer and from the errors at what came out, so the squares of all points' own gradients take one backward pass, not one per point.
/// </summary>
internal sealed class LayerTape
{
    private readonly List<(Tensor Output, Action<Tensor, Add> Squares)> _uses = [];

    /// <summary>Takes the sum over points of the squares of their gradients of an array, in the array's order of values.</summary>
    public delegate void Add(string array, Tensor squares);

    /// <summary>What came out of each layer, before activation; errors are wanted there.</summary>
    public IReadOnlyList<Tensor> Outputs => [.. _uses.Select(static use => use.Output)];

    /// <summary>Notes a convolution and returns its output, from which errors can be followed back.</summary>
    /// <param name="name">Of the layer; its arrays end in <c>.weight</c> and <c>.bias</c>.</param>
    /// <param name="hasBias">Whether there is the latter.</param>
    /// <param name="images">What went in, [B, inputs, rows, columns].</param>
    /// <param name="sums">What came out, [B, outputs, ...].</param>
    /// <param name="weight">The kernels, [outputs, inputs, side, side].</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    public Tensor Convolution(string name, bool hasBias, Tensor images, Tensor sums, Tensor weight, long stride) =>
        Note(
            sums,
            (errors, add) =>
            {
                var squares = ConvolutionSquares.Of(images, errors, weight, stride);
                add(name + ".weight", squares.Weights);
                if (hasBias)
                {
                    AddSquares(add, name + ".bias", squares.Errors);
                }
            }
        );

    /// <summary>
    /// Notes a convolution without bias and what normalises it by fixed statistics, which are one affine map of what went in: the convolution's gradients are those at the
    /// output times the slope, and the scale's follow from the kernels' own.
    /// </summary>
    /// <param name="name">Of the convolution; its array ends in <c>.weight</c>.</param>
    /// <param name="images">What went in, [B, inputs, rows, columns].</param>
    /// <param name="outputs">What came out, normalised, scaled and shifted, [B, outputs, ...].</param>
    /// <param name="weight">The kernels as they are, [outputs, inputs, side, side].</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    /// <param name="normaliser">Name of what normalises; its arrays end in <c>.weight</c> and <c>.bias</c>.</param>
    /// <param name="statistics">By which it does.</param>
    public Tensor NormalisedConvolution(
        string name,
        Tensor images,
        Tensor outputs,
        Tensor weight,
        long stride,
        string normaliser,
        FixedStatistics statistics
    ) =>
        Note(
            outputs,
            (errors, add) =>
            {
                var squares = ConvolutionSquares.Of(images, errors, weight, stride);
                Tensor slope = statistics.Slope.view(-1, 1, 1, 1);
                add(name + ".weight", squares.Weights * (slope * slope));
                Tensor centred = squares.Products.Minus(squares.Errors * statistics.Mean);
                AddSquares(add, normaliser + ".weight", centred * statistics.Inverse);
                AddSquares(add, normaliser + ".bias", squares.Errors);
            }
        );

    /// <summary>Notes an affine layer: the square of a product is the product of squares.</summary>
    /// <param name="name">As above.</param>
    /// <param name="values">What went in, [B, inputs].</param>
    /// <param name="sums">What came out, [B, outputs].</param>
    public Tensor Affine(string name, Tensor values, Tensor sums) =>
        Note(
            sums,
            (errors, add) =>
            {
                add(name + ".weight", (errors * errors).t().matmul(values * values));
                AddSquares(add, name + ".bias", errors);
            }
        );

    /// <summary>Notes one scale and one shift per channel.</summary>
    /// <param name="name">As above.</param>
    /// <param name="normalised">What is scaled, [B, channels, rows, columns].</param>
    /// <param name="outputs">What came out.</param>
    public Tensor Scale(string name, Tensor normalised, Tensor outputs) =>
        Note(
            outputs,
            (errors, add) =>
            {
                AddSquares(add, name + ".weight", (errors * normalised).sum([2, 3]));
                AddSquares(add, name + ".bias", errors.sum([2, 3]));
            }
        );

    /// <summary>Adds up the squares of all points' gradients, given the errors at <see cref="Outputs"/>.</summary>
    public void Squares(IReadOnlyList<Tensor> errors, Add add)
    {
        using IDisposable still = no_grad();
        for (int i = 0; i < errors.Count; i++)
        {
            _uses[i].Squares(errors[i], add);
        }
    }

    /// <summary>[B, values]: one gradient per row.</summary>
    private static void AddSquares(Add add, string array, Tensor slopes) =>
        add(array, (slopes * slopes).sum(0, keepdim: false));

    /// <summary>Parameters are no part of the graph; it begins at the first output.</summary>
    private Tensor Note(Tensor output, Action<Tensor, Add> squares)
    {
        Tensor tracked = output.requires_grad ? output : output.detach().requires_grad_();
        _uses.Add((tracked, squares));
        return tracked;
    }
}
