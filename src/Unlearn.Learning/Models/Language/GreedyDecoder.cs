using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>Continues texts by the most likely token each time.</summary>
/// <param name="network">The model.</param>
/// <param name="parameters">A stack that the member belongs to, without gradients; it must not change meanwhile.</param>
/// <param name="member">Its row.</param>
public sealed class GreedyDecoder(TransformerNetwork network, ParameterStack parameters, int member = 0) : IDisposable
{
    private readonly MemberParameters _arrays = new(parameters, member) { Holds = true };

    /// <summary>The tokens that follow.</summary>
    /// <param name="prompt">Tokens read first, at least one.</param>
    /// <param name="most">Tokens to give at most; the model's context is the limit anyway.</param>
    /// <param name="end">The token that ends an answer and is not given; null: none does.</param>
    /// <param name="cancellationToken">Checked between tokens.</param>
    public ImmutableArray<int> Continue(
        IReadOnlyList<int> prompt,
        int most,
        int? end = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(prompt.Count);
        int room = Math.Min(most, network.Context - prompt.Count);
        var answer = ImmutableArray.CreateBuilder<int>();
        using IDisposable untracked = no_grad();
        using var cache = new KeyValueCache(network.Blocks, network.Context);
        long[] read = [.. prompt.Select(static id => (long)id)];
        while (answer.Count < room)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int next = Next(read, cache);
            if (next == end)
            {
                break;
            }

            answer.Add(next);
            read = [next];
        }

        return answer.ToImmutable();
    }

    /// <inheritdoc />
    public void Dispose() => _arrays.Dispose();

    private int Next(long[] tokens, KeyValueCache cache)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = network.Read(_arrays, tensor(tokens, [1, tokens.Length]), cache);
        Tensor logits = network.Answer(_arrays, hidden.narrow(1, hidden.size(1) - 1, 1));
        return (int)logits.argmax(-1).item<long>();
    }
}
