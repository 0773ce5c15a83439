using System.Runtime.InteropServices;
using Unlearn.Learning.Data;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// One batch of each of K members as tensors, for training and for unlearning; the caller's dispose scope owns them. A row beyond a member's own
/// points is padding of weight 0, and what stands in it has no part in any result.
/// </summary>
/// <param name="Ids">Point ids of each member's batch.</param>
/// <param name="Inputs">[K, B, features].</param>
/// <param name="Labels">[K, B], 64-bit.</param>
/// <param name="Weights">[K, B]: what each point counts in a sum over the batch; 0 for padding.</param>
/// <remarks>Of sequences, inputs are ids, and labels and weights have one place per labelled token, [K, P].</remarks>
public sealed record PaddedBatch(IReadOnlyList<int[]> Ids, Tensor Inputs, Tensor Labels, Tensor Weights)
{
    private Tensor? _rows;
    private Tensor? _pointWeights;

    /// <summary>
    /// [K, P], 64-bit: where a network of sequences is asked (<see cref="Models.Network.Predict"/>); null for classifiers, which are asked once for
    /// each point.
    /// </summary>
    public Tensor? Places { get; private init; }

    /// <summary>[K, B]: what each point counts in a sum over the batch, however many predictions it has.</summary>
    public Tensor PointWeights => _pointWeights ?? Weights;

    /// <summary>Sums over each point's predictions, [K, B]; a classifier has one for each point.</summary>
    /// <param name="perPrediction">As <see cref="Labels"/>.</param>
    public Tensor Totals(Tensor perPrediction) =>
        _rows is null ? perPrediction : SequenceBatch.Totals(perPrediction, Weights, _rows, PointWeights.size(1));

    /// <summary>
    /// Rows that a batch of at most <paramref name="points"/> is padded to: a multiple of 16, and the same for every batch
    /// of a run, so that a member's bits do not depend on the sizes of its neighbours' batches.
    /// </summary>
    public static int Rows(int points) => Math.Max(16, (points + 15) / 16 * 16);

    /// <summary>Means over each point's predictions, [K, B].</summary>
    /// <param name="perPrediction">As <see cref="Labels"/>.</param>
    public Tensor Means(Tensor perPrediction) =>
        _rows is null ? perPrediction : Totals(perPrediction) / Totals(ones_like(perPrediction)).AtLeast(1.0);

    /// <summary>What holds of each prediction's point, as <see cref="Labels"/>; false for padding.</summary>
    /// <param name="holds">Of a position of the batch and a point id.</param>
    public Tensor PerPrediction(Func<int, int, bool> holds)
    {
        int rows = (int)PointWeights.size(1);
        var values = new bool[Ids.Count * rows];
        for (int position = 0; position < Ids.Count; position++)
        {
            for (int i = 0; i < Ids[position].Length; i++)
            {
                values[(position * rows) + i] = holds(position, Ids[position][i]);
            }
        }

        Tensor points = tensor(values, [Ids.Count, rows]);
        return _rows is null ? points : points.gather(1, _rows);
    }

    /// <summary>Other labels in place of the dataset's, as <see cref="Labels"/>.</summary>
    /// <param name="label">From a position of the batch, a point id, which of its predictions it is, and its right label.</param>
    public Tensor Relabelled(Func<int, int, int, int, int> label)
    {
        long[] labels = Labels.data<long>().ToArray();
        long[]? rows = _rows?.data<long>().ToArray();
        int width = labels.Length / Ids.Count;
        for (int position = 0; position < Ids.Count; position++)
        {
            int[] ids = Ids[position];
            int place = 0;
            for (int i = 0; i < width && (rows is not null || i < ids.Length); i++)
            {
                int at = (position * width) + i;
                int row = rows is null ? i : (int)rows[at];
                place = rows is not null && i > 0 && rows[at - 1] == row ? place + 1 : 0;
                if (row < ids.Length)
                {
                    labels[at] = label(position, ids[row], place, (int)labels[at]);
                }
            }
        }

        return tensor(labels, Labels.shape);
    }

    /// <summary>Gathers points; rows of features beyond a member's own points are zero.</summary>
    /// <param name="source">Where features and labels come from.</param>
    /// <param name="members">The context's member of each batch.</param>
    /// <param name="ids">A batch per member, none longer than <paramref name="rows"/>.</param>
    /// <param name="rows">Padded length.</param>
    /// <param name="type">Type of inputs and weights.</param>
    /// <param name="mean">Weights 1/count (the batch's mean) or 1 (its sum).</param>
    internal static PaddedBatch Gather(
        PointSource source,
        IReadOnlyList<int> members,
        IReadOnlyList<int[]> ids,
        int rows,
        ScalarType type,
        bool mean
    )
    {
        if (source.Sequences is { } sequences)
        {
            return Gather(sequences, ids, rows, type, mean);
        }

        int features = source.FeatureCount;

        // In libtorch's memory from the start: an array of this size would be cleared, copied and then collected with the oldest.
        Tensor inputs = empty([ids.Count, rows, features], ScalarType.Float32);
        Span<float> values = MemoryMarshal.Cast<byte, float>(inputs.bytes);
        var labels = new long[ids.Count * rows];
        var weights = new double[ids.Count * rows];
        for (int position = 0; position < ids.Count; position++)
        {
            int[] batch = ids[position];
            for (int i = 0; i < batch.Length; i++)
            {
                int row = (position * rows) + i;
                source.Features(members[position], batch[i]).CopyTo(values.Slice(row * features, features));
                labels[row] = source.Label(members[position], batch[i]);
                weights[row] = mean ? 1.0 / batch.Length : 1.0;
            }

            values.Slice(((position * rows) + batch.Length) * features, (rows - batch.Length) * features).Clear();
        }

        return new PaddedBatch(
            ids,
            inputs.to_type(type),
            tensor(labels, [ids.Count, rows]),
            tensor(weights, [ids.Count, rows]).to_type(type)
        );
    }

    /// <summary>Gathers sequences.</summary>
    /// <param name="table">All sequences.</param>
    /// <param name="ids">A batch per member, none longer than <paramref name="rows"/>.</param>
    /// <param name="rows">Padded length.</param>
    /// <param name="type">Type of the weights.</param>
    /// <param name="mean">Weights that sum to 1, or to the number of points.</param>
    internal static PaddedBatch Gather(TokenTable table, IReadOnlyList<int[]> ids, int rows, ScalarType type, bool mean)
    {
        var batch = SequenceBatch.Gather(table, ids, rows, type, mean);
        var counts = new double[ids.Count * rows];
        for (int position = 0; position < ids.Count; position++)
        {
            int points = ids[position].Length;
            counts.AsSpan(position * rows, points).Fill(mean && points > 0 ? 1.0 / points : 1.0);
        }

        return new PaddedBatch(ids, batch.Inputs, batch.Labels, batch.Weights)
        {
            Places = batch.Places,
            _rows = batch.Rows,
            _pointWeights = tensor(counts, [ids.Count, rows]).to_type(type),
        };
    }
}
