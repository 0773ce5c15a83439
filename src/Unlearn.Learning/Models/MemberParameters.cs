using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>The arrays of one member of a stack, by name, as views without the member axis.</summary>
/// <param name="stack">The stack.</param>
/// <param name="member">Row of the member.</param>
/// <param name="tape">Notes what is done with them, or null.</param>
internal sealed class MemberParameters(ParameterStack stack, int member, LayerTape? tape = null) : IDisposable
{
    private Dictionary<string, Tensor>? _held;

    /// <summary>Notes what is done with the arrays, or null.</summary>
    public LayerTape? Tape => tape;

    /// <summary>
    /// Whether arrays that were looked up are held until this is disposed, where gradients are not tracked: of small models, looking up takes as long as
    /// computing. Default false: every use looks up anew.
    /// </summary>
    public bool Holds
    {
        get => _held is not null;
        init => _held = value ? [] : null;
    }

    /// <summary>One array.</summary>
    public Tensor this[string name]
    {
        get
        {
            if (_held is null)
            {
                return LookUp(name);
            }

            if (!_held.TryGetValue(name, out Tensor? view))
            {
                _held[name] = view = LookUp(name).DetachFromDisposeScope();
            }

            return view;
        }
    }

    /// <summary>A copy of one array that no graph knows, such as running statistics.</summary>
    public Tensor Copy(string name)
    {
        using Tensor view = this[name];
        using Tensor detached = view.detach();
        return detached.clone();
    }

    /// <summary>
    /// Writes an array's values back. It goes through memory, not through a tensor operation: the graph of the pass that computed
    /// them holds views of the same storage and would refuse to be differentiated after a change that it saw.
    /// </summary>
    public void Write(string name, Tensor values)
    {
        ParameterShape array = stack.Layout[name];
        int size = (int)stack.Flat.ElementSize;
        Span<byte> row = stack.Flat.bytes.Slice(member * stack.Layout.Width * size, stack.Layout.Width * size);
        values.bytes.CopyTo(row.Slice(array.Offset * size, array.Count * size));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Tensor view in _held?.Values.AsEnumerable() ?? [])
        {
            view.Dispose();
        }
    }

    private Tensor LookUp(string name)
    {
        using Tensor all = stack[name];
        return all.select(0, member);
    }
}
