using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>
/// What a forward pass in evaluation mode did with each array of parameters. A point's gradient of an array follows from what went into its
/// layer and from the errors at what came out, so the squares of all points' own gradients take one backward pass, not one a point.
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
    /// <param name="side">Of the kernel.</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    public Tensor Convolution(string name, bool hasBias, Tensor images, Tensor sums, long side, long stride) =>
        Note(
            sums,
            (errors, add) =>
            {
                long outputs = errors.size(1);
                Tensor rows = errors.permute(0, 2, 3, 1).reshape(errors.size(0), -1, outputs);
                Tensor slopes = rows.transpose(1, 2).bmm(Patches(images, side, stride, errors.size(2), errors.size(3)));
                Tensor squares = (slopes * slopes).sum(0, keepdim: false);
                add(name + ".weight", squares.view(outputs, side, side, images.size(1)).permute(0, 3, 1, 2));
                if (hasBias)
                {
                    AddSquares(add, name + ".bias", rows.sum(1, keepdim: false));
                }
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

    /// <summary>Notes a scale and a shift a channel.</summary>
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

    /// <summary>
    /// What a kernel sees at each output, [B, outputs' pixels, side * side * channels], copied in runs of a kernel's row of channels: five
    /// times as fast as the tensor library's own unfolding, which goes value by value.
    /// </summary>
    private static Tensor Patches(Tensor images, long side, long stride, long rows, long columns)
    {
        long half = side / 2;
        Tensor framed = pad(images.permute(0, 2, 3, 1), [0, 0, half, half, half, half]).contiguous();
        long batch = framed.size(0);
        long pixel = framed.size(3);
        long line = framed.size(2) * pixel;
        Tensor seen = framed.as_strided(
            [batch, rows, columns, side, side * pixel],
            [framed.size(1) * line, stride * line, stride * pixel, line, 1]
        );
        return seen.reshape(batch, rows * columns, side * side * pixel);
    }

    /// <summary>[B, values]: one gradient a row.</summary>
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
