using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// Keys and values of the tokens that a model has read, one pair for each block, so that the next token costs one token's work. Disposing
/// frees them.
/// </summary>
/// <param name="blocks">Number of blocks.</param>
/// <param name="context">Tokens there is room for.</param>
internal sealed class KeyValueCache(int blocks, int context) : IDisposable
{
    private readonly Tensor?[] _keys = new Tensor?[blocks];
    private readonly Tensor?[] _values = new Tensor?[blocks];

    /// <summary>Tokens read so far.</summary>
    public int Length { get; private set; }

    /// <summary>Adds the newest tokens of a block and gives all there are.</summary>
    /// <param name="block">The block.</param>
    /// <param name="keys">[B, heads, T, width].</param>
    /// <param name="values">[B, heads, T, width].</param>
    public (Tensor Keys, Tensor Values) Append(int block, Tensor keys, Tensor values) =>
        (Append(ref _keys[block], keys), Append(ref _values[block], values));

    /// <summary>Says that all blocks have read so many tokens more.</summary>
    public void Advance(int tokens) => Length += tokens;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Tensor? kept in _keys.Concat(_values))
        {
            kept?.Dispose();
        }
    }

    private Tensor Append(ref Tensor? kept, Tensor added)
    {
        kept ??= zeros([added.size(0), added.size(1), context, added.size(3)], added.dtype).DetachFromDisposeScope();
        kept.narrow(2, Length, added.size(2)).copy_(added);
        return kept.narrow(2, 0, Length + added.size(2));
    }
}
