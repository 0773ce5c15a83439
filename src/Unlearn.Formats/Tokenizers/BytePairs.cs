namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// Byte pair encoding (Sennrich, Haddow, Birch 2016, section 3.2): of all neighbours that may become one token, the pair of the lowest rank
/// is merged first, the leftmost of several, until none is left.
/// </summary>
internal sealed class BytePairs
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _pairs = [];

    /// <summary>Lets two neighbours become one token. The first rank of a pair counts.</summary>
    public void Add(int left, int right, int rank, int merged) => _pairs.TryAdd((left, right), (rank, merged));

    /// <summary>Merges neighbours until no pair is left, in time n log n: a text without parts is one long row of tokens.</summary>
    /// <param name="tokens">Tokens of single characters or bytes, replaced by the result.</param>
    public void Merge(List<int> tokens)
    {
        int count = tokens.Count;
        var next = new int[count];
        var previous = new int[count];
        var queue = new PriorityQueue<(int At, int Left, int Right, int Merged), (int Rank, int At)>();
        for (int at = 0; at < count; at++)
        {
            next[at] = at + 1;
            previous[at] = at - 1;
        }

        for (int at = 0; at + 1 < count; at++)
        {
            Offer(at);
        }

        while (queue.TryDequeue(out (int At, int Left, int Right, int Merged) pair, out _))
        {
            int right = next[pair.At];

            // One of the two may have been merged with another neighbour since.
            if (tokens[pair.At] != pair.Left || right >= count || tokens[right] != pair.Right)
            {
                continue;
            }

            tokens[pair.At] = pair.Merged;
            tokens[right] = Gone;
            next[pair.At] = next[right];
            if (next[right] < count)
            {
                previous[next[right]] = pair.At;
                Offer(pair.At);
            }

            if (previous[pair.At] >= 0)
            {
                Offer(previous[pair.At]);
            }
        }

        tokens.RemoveAll(static token => token == Gone);

        void Offer(int at)
        {
            int left = tokens[at];
            int right = tokens[next[at]];
            if (_pairs.TryGetValue((left, right), out (int Rank, int Merged) merge))
            {
                queue.Enqueue((at, left, right, merge.Merged), (merge.Rank, at));
            }
        }
    }

    private const int Gone = -1;
}
