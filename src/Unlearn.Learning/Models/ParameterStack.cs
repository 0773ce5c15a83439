using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>
/// The parameters of M models of one architecture: one tensor [M, width], one row per member, arrays as views into it.
/// The one idea of this project: shards, seeds, references, shadows and search points are all members of stacks.
/// </summary>
public sealed class ParameterStack : IDisposable
{
    private Tensor[]? _parts;

    /// <summary>Wraps a tensor without copying; the stack owns it from now on.</summary>
    /// <param name="layout">Where arrays lie.</param>
    /// <param name="flat">Shape [M, layout.Width], contiguous, float32 or float64.</param>
    public ParameterStack(ParameterLayout layout, Tensor flat)
    {
        if (flat.dim() != 2 || flat.size(1) != layout.Width)
        {
            throw new ArgumentException(
                $"Expected shape [M, {layout.Width}], got [{string.Join(", ", flat.shape)}].",
                nameof(flat)
            );
        }

        Layout = layout;
        Flat = flat.DetachFromDisposeScope();
    }

    /// <summary>Where arrays lie.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>All members' rows, [M, width].</summary>
    public Tensor Flat { get; }

    /// <summary>Number of members.</summary>
    public int Members => (int)Flat.size(0);

    /// <summary>
    /// A view [M, ...shape] of one named array. Where gradients are tracked they flow back to <see cref="Flat"/> through one
    /// split of the rows, whose backward pass writes each gradient once.
    /// </summary>
    public Tensor this[string name]
    {
        get
        {
            if (!Flat.requires_grad)
            {
                return View(Flat, Layout[name]);
            }

            _parts ??= Flat.split([.. Layout.Parameters.Select(static p => (long)p.Padded)], dim: 1);
            ParameterShape parameter = Layout[name];
            using Tensor values = _parts[Layout.Parameters.IndexOf(parameter)].narrow(1, 0, parameter.Count);
            return values.unflatten(1, [.. parameter.Shape.Select(static size => (long)size)]);
        }
    }

    /// <summary>
    /// The same numbers as a leaf of a new graph: what is computed from the result can be differentiated with respect to its
    /// <see cref="Flat"/>. Storage is shared; the result must not outlive this stack.
    /// </summary>
    public ParameterStack Track() => new(Layout, Flat.detach().requires_grad_(true));

    /// <summary>The view [M, ...shape] of an array inside any tensor of this layout, such as a gradient.</summary>
    public static Tensor View(Tensor flat, ParameterShape parameter)
    {
        using Tensor rows = flat.narrow(1, parameter.Offset, parameter.Count);
        return rows.unflatten(1, [.. parameter.Shape.Select(static size => (long)size)]);
    }

    /// <summary>One member's row in the stack's own memory, [width]; valid as long as the stack.</summary>
    /// <typeparam name="T">float or double, as the stack.</typeparam>
    internal Span<T> Row<T>(int member)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Flat.bytes).Slice(member * Layout.Width, Layout.Width);

    /// <summary>Copies stacks, or parts of them, into one.</summary>
    public static ParameterStack Concatenate(IReadOnlyList<ParameterStack> stacks) =>
        FromRows(stacks[0].Layout, [.. stacks.Select(static stack => stack.Flat)]);

    /// <summary>Copies rows [m, width] of any tensors of one layout into one stack.</summary>
    public static ParameterStack FromRows(ParameterLayout layout, IReadOnlyList<Tensor> rows) =>
        new(layout, rows.Count == 1 ? rows[0].clone() : cat([.. rows], 0)); // of a single tensor `cat` makes an alias

    /// <summary>A copy of the members from <paramref name="start"/> on.</summary>
    public ParameterStack Slice(int start, int count)
    {
        using Tensor rows = Flat.narrow(0, start, count);
        return new ParameterStack(Layout, rows.clone());
    }

    /// <summary>A copy of the chosen members, in the given order; a member may be chosen more than once.</summary>
    public ParameterStack Select(IEnumerable<int> members)
    {
        using Tensor index = tensor([.. members.Select(static m => (long)m)]);
        return new ParameterStack(Layout, Flat.index_select(0, index));
    }

    /// <summary>A deep copy: a frozen teacher that no student can move.</summary>
    public ParameterStack Clone() => new(Layout, Flat.clone());

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Tensor part in _parts ?? [])
        {
            part.Dispose();
        }

        Flat.Dispose();
    }
}
