using System.Collections.Immutable;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Forgotten texts, each with other answers to its prompt. The others are rows of a longer table; a batch has a text and one of its other answers side by
/// side, another one in each pass.
/// </summary>
internal sealed class AnswerPairs
{
    private readonly Dictionary<int, int[]>[] _others;

    private AnswerPairs(PointSource source, Dictionary<int, int[]>[] others)
    {
        Source = source;
        _others = others;
    }

    /// <summary>Where the batches' tokens come from.</summary>
    public PointSource Source { get; }

    /// <summary>Puts the table together.</summary>
    /// <param name="context">Texts and requests.</param>
    /// <param name="answers">For each forgotten point of a member its prompt with each other answer, at least one.</param>
    public static AnswerPairs Of(
        UnlearningContext context,
        Func<int, IReadOnlyDictionary<int, ImmutableArray<TokenSequence>>> answers
    )
    {
        TokenTable table = context.Data.Dataset.Sequences!;
        ImmutableArray<TokenSequence>.Builder rows = ImmutableArray.CreateBuilder<TokenSequence>();
        rows.AddRange(Enumerable.Range(0, table.Count).Select(point => table[point]));
        var others = new Dictionary<int, int[]>[context.Requests.Count];
        for (int member = 0; member < others.Length; member++)
        {
            others[member] = [];
            IReadOnlyDictionary<int, ImmutableArray<TokenSequence>> all = answers(member);
            foreach (int point in context.Requests[member].Forget)
            {
                ImmutableArray<TokenSequence> own = all[point];
                others[member][point] = [.. Enumerable.Range(rows.Count, own.Length)];
                rows.AddRange(own);
            }
        }

        var longer = new TokenTable(table.Vocabulary, rows.ToImmutable()) { Tokenizer = table.Tokenizer };
        return new AnswerPairs(new PointSource(context.Data.Dataset) { Sequences = longer }, others);
    }

    /// <summary>A step of a member with another answer after each of its texts.</summary>
    public DescentStep Paired(int member, DescentStep step) =>
        step with
        {
            Points =
            [
                .. step.Points.SelectMany(point =>
                {
                    int[] others = _others[member][point];
                    return new[] { point, others[step.Epoch % others.Length] };
                }),
            ],
        };

    /// <summary>What is known of each row of such a batch, parted.</summary>
    /// <param name="perRow">[K, 2B].</param>
    /// <returns>Of the texts and of the other answers, [K, B] each.</returns>
    public static (Tensor Texts, Tensor Others) Part(Tensor perRow)
    {
        Tensor pairs = perRow.unflatten(1, [perRow.size(1) / 2, 2]);
        return (pairs.select(2, 0), pairs.select(2, 1));
    }

    /// <summary>Mean over the pairs of such a batch, [K].</summary>
    /// <param name="perPair">[K, B].</param>
    /// <param name="batch">The batch.</param>
    public static Tensor Mean(Tensor perPair, PaddedBatch batch)
    {
        (Tensor one, Tensor other) = Part(batch.PointWeights);
        return (perPair * one.Plus(other)).sum(1, keepdim: false);
    }
}
