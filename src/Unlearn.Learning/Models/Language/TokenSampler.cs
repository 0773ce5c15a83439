using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>Continues texts by drawing each token from a model's law, by numbers that derive from a key and the token's place.</summary>
internal static class TokenSampler
{
    /// <summary>The tokens that follow, the end token included where it is drawn.</summary>
    /// <param name="network">The model.</param>
    /// <param name="parameters">One member, without gradients.</param>
    /// <param name="start">Tokens read first, at least one.</param>
    /// <param name="most">Tokens to give at most.</param>
    /// <param name="end">The token that ends an answer; null: none does.</param>
    /// <param name="key">Decides what is drawn.</param>
    /// <param name="cancellationToken">Checked between tokens.</param>
    public static ImmutableArray<int> Continue(
        TokenNetwork network,
        ParameterStack parameters,
        ImmutableArray<int> start,
        int most,
        int? end,
        RandomKey key,
        CancellationToken cancellationToken
    )
    {
        using IDisposable untracked = no_grad();
        using var arrays = new MemberParameters(parameters, 0) { Holds = true };
        using KeyValueCache? cache = network is TransformerNetwork blocks
            ? new KeyValueCache(blocks.Blocks, network.Context)
            : null;
        var answer = ImmutableArray.CreateBuilder<int>();
        long[] read = [.. start.Select(static id => (long)id)];
        while (answer.Count < most && (answer.Count == 0 || answer[^1] != end))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor tokens = tensor(read, [1, read.Length]);
            Tensor logits = network is TransformerNetwork transformer
                ? transformer.Answer(arrays, Last(transformer.Read(arrays, tokens, cache)))
                : Last(network.Forward(parameters, tokens.unsqueeze(0)).squeeze(0));
            double[] law = logits.flatten().to_type(ScalarType.Float64).softmax(-1).data<double>().ToArray();
            int next = Draw(law, key.Uniform((ulong)answer.Count));
            answer.Add(next);
            read = cache is null ? [.. read, next] : [next];
        }

        return answer.ToImmutable();
    }

    /// <summary>The position that a number in [0, 1) stands for, in proportion to weights that are not negative.</summary>
    internal static int Draw(ReadOnlySpan<double> weights, double uniform)
    {
        double sum = 0.0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        double left = uniform * sum;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0.0)
            {
                last = i;
                left -= weights[i];
                if (left < 0.0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private static Tensor Last(Tensor states) => states.narrow(1, states.size(1) - 1, 1);
}
