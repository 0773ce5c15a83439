using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Samples answers from a model's own law on the condition that they are not the true one. An answer leaves the truth at some labelled token t: with
/// probability p_1 ... p_(t-1) (1 - p_t), scaled to 1 over all t, p being those of the true tokens; there another token is drawn from the law without the true
/// one, and the rest is drawn freely. Drawing whole answers until one is not true would give the same law, but hardly end for a text known by heart.
/// </summary>
/// <param name="data">Texts and network.</param>
/// <param name="parameters">A stack, without gradients.</param>
/// <param name="member">Its row that is asked.</param>
internal sealed class OtherAnswer(TrainingData data, ParameterStack parameters, int member)
{
    private readonly TokenTable _table = data.Dataset.Sequences!;
    private readonly TokenNetwork _network = (TokenNetwork)data.Network;

    /// <summary>The tokens of another answer to a point's prompt, with it not longer than the longest text; without an end token as long as the true answer.</summary>
    public ImmutableArray<int> Of(int point, RandomKey key, CancellationToken cancellationToken)
    {
        TokenSequence row = _table[point];
        int prompt = row.Labelled.IndexOf(true);
        int? end = _table.Tokenizer?.End;
        int most = end is null ? row.Tokens.Length : _table.Longest;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable untracked = no_grad();
        using ParameterStack own = parameters.Slice(member, 1);
        (int place, int token) = Departure(own, row, prompt, key.Derive("departure"));
        ImmutableArray<int> start = [.. row.Tokens[..place], token];
        ImmutableArray<int> rest =
            token == end || start.Length >= most
                ? []
                : TokenSampler.Continue(_network, own, start, most - start.Length, end, key, cancellationToken);
        return [.. start[prompt..], .. rest];
    }

    /// <summary>A point's prompt with an answer.</summary>
    /// <param name="row">The point.</param>
    /// <param name="answer">Tokens after its prompt, at least one.</param>
    public static TokenSequence After(TokenSequence row, ImmutableArray<int> answer)
    {
        int prompt = row.Labelled.IndexOf(true);
        return TokenSequence.After([.. row.Tokens[..prompt], .. answer], prompt);
    }

    /// <summary>Where an answer leaves the truth, and the token that it has there.</summary>
    private (int Place, int Token) Departure(ParameterStack own, TokenSequence row, int prompt, RandomKey key)
    {
        Tensor tokens = tensor([.. row.Tokens.Select(static id => (long)id)], [1, 1, row.Tokens.Length]);
        Tensor laws = _network.Forward(own, tokens).flatten(0, 2).to_type(ScalarType.Float64).softmax(-1);
        int count = row.Tokens.Length - prompt;
        double[] all = laws.narrow(0, prompt - 1, count).contiguous().data<double>().ToArray();
        int vocabulary = all.Length / count;
        double[] weights = new double[count];
        double kept = 1.0;
        for (int i = 0; i < count; i++)
        {
            Span<double> law = all.AsSpan(i * vocabulary, vocabulary);
            int truth = row.Tokens[prompt + i];
            double right = law[truth];
            law[truth] = 0.0;
            double others = 0.0;
            foreach (double p in law)
            {
                others += p;
            }

            weights[i] = kept * others;
            kept *= right;
        }

        int left = TokenSampler.Draw(weights, key.Uniform(0));
        return (prompt + left, TokenSampler.Draw(all.AsSpan(left * vocabulary, vocabulary), key.Uniform(1)));
    }
}
