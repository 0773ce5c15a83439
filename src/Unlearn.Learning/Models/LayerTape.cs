using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

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
    /// <param name="side">Of the kernel.</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    public Tensor Convolution(string name, bool hasBias, Tensor images, Tensor sums, long side, long stride)
    {
        // The same for every loss that is followed back through this pass.
        Tensor? seen = null;
        return Note(
            sums,
            (errors, add) =>
            {
                long outputs = errors.size(1);
                long pixels = errors.size(2) * errors.size(3);
                seen ??= KernelRows(images, side, stride, errors.size(3));
                Tensor rows = errors.permute(0, 2, 3, 1).reshape(errors.size(0), pixels, outputs);
                Tensor slopes = rows.transpose(1, 2);
                add(
                    name + ".weight",
                    stack(
                            [
                                .. Enumerable
                                    .Range(0, (int)side)
                                    .Select(line => slopes.bmm(Line(seen, line, stride, errors.size(2))))
                                    .Select(part => part.mul_(part).sum(0, keepdim: false))
                                    .Select(squares => squares.view(outputs, side, images.size(1))),
                            ],
                            1
                        )
                        .permute(0, 3, 1, 2)
                );
                if (hasBias)
                {
                    AddSquares(add, name + ".bias", rows.sum(1, keepdim: false));
                }
            }
        );
    }

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

    /// <summary>
    /// What one row of a kernel sees of each line of the framed images, [B, lines, output columns, side * channels], copied in runs of that
    /// length. Each line is copied once and serves every row of the kernel; the tensor library's own unfolding copies it once for each, value by value.
    /// </summary>
    private static Tensor KernelRows(Tensor images, long side, long stride, long columns)
    {
        long half = side / 2;
        Tensor framed = pad(images.permute(0, 2, 3, 1), [0, 0, half, half, half, half]).contiguous();
        long pixel = framed.size(3);
        long line = framed.size(2) * pixel;
        return framed
            .as_strided(
                [framed.size(0), framed.size(1), columns, side * pixel],
                [framed.size(1) * line, line, stride * pixel, 1]
            )
            .contiguous();
    }

    /// <summary>What a row of the kernel sees at each output, [B, outputs' pixels, side * channels]; a view where outputs are not strided.</summary>
    private static Tensor Line(Tensor seen, long line, long stride, long rows)
    {
        long length = seen.size(2) * seen.size(3);
        return seen.as_strided([seen.size(0), rows, length], [seen.size(1) * length, stride * length, 1], line * length)
            .reshape(seen.size(0), rows * seen.size(2), seen.size(3));
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
