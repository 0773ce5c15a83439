using Unlearn.Learning.Data;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// A batch of token sequences of each of M members, and its predictions: one per labelled token, side by side whatever point they belong to, so
/// that what is written over the predictions of classifiers, which have one per point, serves sequences too.
/// </summary>
/// <param name="Inputs">[M, B, width] token ids, 64-bit; what is filled up has id 0 and no prediction.</param>
/// <param name="Labels">[M, P]: the token that is right in each prediction, 64-bit.</param>
/// <param name="Weights">
/// [M, P]: what each prediction counts: an equal part of its point, whatever the point's length, and 0 for padding (the sequence mean).
/// </param>
/// <param name="Places">[M, P]: where a network answers it: the position before the labelled token in the flattened inputs, 64-bit.</param>
/// <param name="Rows">[M, P]: the row of the batch that it belongs to, 64-bit.</param>
internal sealed record SequenceBatch(Tensor Inputs, Tensor Labels, Tensor Weights, Tensor Places, Tensor Rows)
{
    /// <summary>Gathers points.</summary>
    /// <param name="table">All points.</param>
    /// <param name="ids">Point ids, one list per member; a list may be empty.</param>
    /// <param name="rows">Rows of the batch, at least as many as the longest list.</param>
    /// <param name="type">Type of the weights.</param>
    /// <param name="mean">Whether a member's points count 1/count each, or 1.</param>
    public static SequenceBatch Gather(
        TokenTable table,
        IReadOnlyList<int[]> ids,
        int rows,
        ScalarType type,
        bool mean = true
    )
    {
        int width = table.Width;
        int most = Math.Max(1, ids.Max(own => own.Sum(point => table.Labelled(point).Length)));
        var tokens = new long[ids.Count * rows * width];
        var labels = new long[ids.Count * most];
        var weights = new double[labels.Length];
        var places = new long[labels.Length];
        var owners = new long[labels.Length];
        for (int member = 0; member < ids.Count; member++)
        {
            int at = member * most;
            for (int row = 0; row < ids[member].Length; row++)
            {
                int point = ids[member][row];
                ReadOnlySpan<int> own = table[point].Tokens.AsSpan();
                Span<long> there = tokens.AsSpan(((member * rows) + row) * width, width);
                for (int place = 0; place < own.Length; place++)
                {
                    there[place] = own[place];
                }

                ReadOnlySpan<int> labelled = table.Labelled(point);
                foreach (int place in labelled)
                {
                    labels[at] = own[place];
                    weights[at] = 1.0 / (mean ? (double)ids[member].Length * labelled.Length : labelled.Length);
                    places[at] = (row * width) + place - 1;
                    owners[at] = row;
                    at++;
                }
            }
        }

        return new SequenceBatch(
            tensor(tokens, [ids.Count, rows, width]),
            tensor(labels, [ids.Count, most]),
            tensor(weights, [ids.Count, most]).to_type(type),
            tensor(places, [ids.Count, most]),
            tensor(owners, [ids.Count, most])
        );
    }

    /// <summary>Sums of what predictions have over those of each row.</summary>
    /// <param name="perPrediction">[M, P].</param>
    /// <param name="weights">[M, P], 0 for padding.</param>
    /// <param name="rows">[M, P], the row of each.</param>
    /// <param name="count">Number of rows.</param>
    /// <returns>[M, count].</returns>
    public static Tensor Totals(Tensor perPrediction, Tensor weights, Tensor rows, long count)
    {
        Tensor real = perPrediction.Filled(weights.eq(zeros_like(weights)), 0.0);
        return zeros([perPrediction.size(0), count], perPrediction.dtype).scatter_add(1, rows, real);
    }
}
