using TorchSharp;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// Scaled dot-product attention in which a token sees itself and what came before (Vaswani et al. 2017, section 3.2), with fewer heads of
/// keys and values than of queries where asked (Ainslie et al. 2023): neighbouring queries share one.
/// </summary>
internal static class CausalAttention
{
    /// <summary>What every head takes from the tokens that it sees.</summary>
    /// <param name="queries">[B, T, heads, width].</param>
    /// <param name="keys">[B, S, key heads, width], S at least T: the last T of them belong to the queries' tokens.</param>
    /// <param name="values">As the keys.</param>
    /// <param name="block">The block, for the cache.</param>
    /// <param name="cache">Where tokens read before are kept, or null.</param>
    /// <returns>[B, T, heads * width].</returns>
    public static Tensor Apply(Tensor queries, Tensor keys, Tensor values, int block, KeyValueCache? cache)
    {
        (long rows, long tokens, long heads, long width) = (
            queries.size(0),
            queries.size(1),
            queries.size(2),
            queries.size(3)
        );
        long groups = keys.size(2);
        Tensor k = keys.transpose(1, 2);
        Tensor v = values.transpose(1, 2);
        if (cache is not null)
        {
            (k, v) = cache.Append(block, k, v);
        }

        // Queries that share a head of keys lie below one another, so that one product serves them and no key is copied.
        Tensor q = queries
            .Times(1 / Math.Sqrt(width))
            .view(rows, tokens, groups, heads / groups, width)
            .permute(0, 2, 3, 1, 4)
            .reshape(rows * groups, heads / groups * tokens, width);
        long seen = k.size(2);
        k = k.reshape(rows * groups, seen, width);
        v = v.reshape(rows * groups, seen, width);
        using Tensor shares = Shares(q, k, tokens);
        return shares
            .bmm(v)
            .view(rows, groups, heads / groups, tokens, width)
            .permute(0, 3, 1, 2, 4)
            .reshape(rows, tokens, heads * width);
    }

    /// <summary>How much of each token every query takes. The scores, the largest arrays of a pass, are freed here.</summary>
    /// <param name="queries">[R, heads of a group * T, width].</param>
    /// <param name="keys">[R, S, width].</param>
    /// <param name="tokens">T.</param>
    /// <returns>[R, heads of a group * T, S]; 0 for later tokens.</returns>
    private static Tensor Shares(Tensor queries, Tensor keys, long tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = queries.bmm(keys.transpose(1, 2));
        if (tokens > 1)
        {
            long seen = keys.size(1);
            Tensor later = ones([tokens, seen], ScalarType.Bool).triu(seen - tokens + 1);
            scores = scores
                .view(scores.size(0), -1, tokens, seen)
                .Filled(later, double.NegativeInfinity)
                .view(scores.size(0), -1, seen);
        }

        return scores.softmax(-1).MoveToOuterDisposeScope();
    }
}
