using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// Continues many texts by the most likely token each time. Always as many rows are computed, one token of each at a time, so that an answer does not depend, bit for
/// bit, on what else is asked.
/// </summary>
/// <param name="network">The model.</param>
/// <param name="members">
/// One stack of one member each, without gradients. Several vote at every token; of tokens with as many votes the one with the smallest id is taken.
/// </param>
public sealed class GreedyBatch(TransformerNetwork network, IReadOnlyList<ParameterStack> members)
{
    private const int Rows = 32;

    /// <summary>The tokens that follow each prompt.</summary>
    /// <param name="prompts">Tokens read first, at least one each.</param>
    /// <param name="most">Tokens to give at most; the model's context is the limit anyway.</param>
    /// <param name="end">The token that ends an answer and is not given; null: none does.</param>
    /// <param name="cancellationToken">Checked between tokens.</param>
    public ImmutableArray<ImmutableArray<int>> Continue(
        IReadOnlyList<ImmutableArray<int>> prompts,
        int most,
        int? end,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. prompts
                .Chunk(Rows)
                .SelectMany(chunk =>
                    Chunk(
                        [.. chunk.Select(prompt => new Row(prompt, Math.Min(most, network.Context - prompt.Length)))],
                        end,
                        cancellationToken
                    )
                ),
        ];

    private IEnumerable<ImmutableArray<int>> Chunk(Row[] rows, int? end, CancellationToken cancellationToken)
    {
        using IDisposable untracked = no_grad();
        MemberParameters[] arrays =
        [
            .. members.Select(static stack => new MemberParameters(stack, 0) { Holds = true }),
        ];
        KeyValueCache[] caches = [.. members.Select(_ => new KeyValueCache(network.Blocks, network.Context))];
        try
        {
            int silent = rows.Min(static row => row.Prompt.Length) - 1;
            for (int place = 0; place < network.Context && rows.Any(static row => row.IsOpen); place++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long[] read = new long[Rows];
                for (int row = 0; row < rows.Length; row++)
                {
                    read[row] = rows[row].At(place);
                }

                long[][] votes =
                [
                    .. arrays.Select((member, index) => Next(member, read, caches[index], answers: place >= silent)),
                ];
                for (int row = 0; row < rows.Length && place >= silent; row++)
                {
                    rows[row].Hear(place, (int)Chosen(votes, row), end);
                }
            }
        }
        finally
        {
            foreach (IDisposable owned in arrays.Concat<IDisposable>(caches))
            {
                owned.Dispose();
            }
        }

        return rows.Select(static row => row.Answer);
    }

    private long[] Next(MemberParameters arrays, long[] read, KeyValueCache cache, bool answers)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = network.Read(arrays, tensor(read, [Rows, 1]), cache);
        return answers ? network.Answer(arrays, hidden).argmax(-1).flatten().data<long>().ToArray() : [];
    }

    private static long Chosen(long[][] votes, int row) =>
        votes.Length == 1
            ? votes[0][row]
            : votes
                .Select(vote => vote[row])
                .GroupBy(static token => token)
                .OrderByDescending(static token => token.Count())
                .ThenBy(static token => token.Key)
                .First()
                .Key;

    private sealed class Row(ImmutableArray<int> prompt, int room)
    {
        private readonly ImmutableArray<int>.Builder _answer = ImmutableArray.CreateBuilder<int>();

        public ImmutableArray<int> Prompt => prompt;

        public ImmutableArray<int> Answer => _answer.ToImmutable();

        public bool IsOpen { get; private set; } = room > 0;

        public int At(int place) =>
            place < prompt.Length ? prompt[place]
            : place - prompt.Length < _answer.Count ? _answer[place - prompt.Length]
            : 0;

        public void Hear(int place, int token, int? end)
        {
            if (!IsOpen || place < prompt.Length - 1)
            {
                return;
            }

            if (token == end)
            {
                IsOpen = false;
                return;
            }

            _answer.Add(token);
            IsOpen = _answer.Count < room;
        }
    }
}
