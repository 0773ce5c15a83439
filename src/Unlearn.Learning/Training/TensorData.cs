using System.Numerics;
using Unlearn.Learning.Data;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>A dataset's features and labels as tensors, made once and shared by everything that reads them; thread-safe.</summary>
/// <param name="dataset">The points.</param>
public sealed class TensorData(Dataset dataset)
{
    private readonly Lazy<Tensor> _single = new(() => Make(dataset, ScalarType.Float32));
    private readonly Lazy<Tensor> _double = new(() => Make(dataset, ScalarType.Float64));
    private readonly Lazy<Tensor> _labels = new(() =>
        tensor([.. dataset.Labels.Select(static label => (long)label)], ScalarType.Int64).DetachFromDisposeScope()
    );

    private readonly Lazy<FeatureRows<float>> _singleRows = new(() => new FeatureRows<float>(dataset));
    private readonly Lazy<FeatureRows<double>> _doubleRows = new(() => new FeatureRows<double>(dataset));

    /// <summary>The points.</summary>
    public Dataset Dataset { get; } = dataset;

    /// <summary>Classes, [N], 64-bit.</summary>
    public Tensor Labels => _labels.Value;

    /// <summary>All points, [N, features]; shared, never to be changed or disposed.</summary>
    /// <param name="type">float32 or float64.</param>
    public Tensor Features(ScalarType type) => type == ScalarType.Float64 ? _double.Value : _single.Value;

    /// <summary>The chosen points of one member, [1, B, features], or [1, B, width] token ids of sequences.</summary>
    public Tensor Inputs(ReadOnlySpan<int> points, ScalarType type = ScalarType.Float32)
    {
        if (Dataset.Sequences is { } sequences)
        {
            return SequenceBatch.Gather(sequences, [points.ToArray()], points.Length, type).Inputs;
        }

        using Tensor index = tensor(points.ToArray()).to_type(ScalarType.Int64);
        using Tensor rows = Features(type).index_select(0, index);
        return rows.unsqueeze(0);
    }

    /// <summary>
    /// One batch of every member. Shorter lists are padded with repetitions of the member's own points at weight zero, to a width that
    /// must not depend on who else is in the stack: contractions and sums over the batch then have the same bits in any company.
    /// </summary>
    /// <param name="points">Point ids, one list per member; a list may be empty.</param>
    /// <param name="width">Rows of the batch, normally the batch size; the longest list by default.</param>
    /// <param name="type">float32 or float64.</param>
    public PaddedBatch Batch(IReadOnlyList<int[]> points, int? width = null, ScalarType type = ScalarType.Float32)
    {
        int members = points.Count;
        int rows = width ?? Math.Max(1, points.Max(static p => p.Length));
        if (Dataset.Sequences is { } sequences)
        {
            return PaddedBatch.Gather(sequences, points, rows, type, mean: true);
        }

        var ids = new long[members * rows];
        var weights = new double[members * rows];
        for (int member = 0; member < members; member++)
        {
            int[] own = points[member];
            ArgumentOutOfRangeException.ThrowIfGreaterThan(own.Length, rows, nameof(width));
            for (int i = 0; i < rows && own.Length > 0; i++)
            {
                ids[(member * rows) + i] = own[i % own.Length];
                weights[(member * rows) + i] = i < own.Length ? 1.0 / own.Length : 0.0;
            }
        }

        using Tensor index = tensor(ids);
        using Tensor features = Features(type).index_select(0, index);
        using Tensor labels = Labels.index_select(0, index);
        using Tensor flatWeights = tensor(weights, type);
        return new PaddedBatch(
            points,
            features.view(members, rows, -1),
            labels.view(members, rows),
            flatWeights.view(members, rows)
        );
    }

    /// <summary>The points as arrays, with lists of non-zero values where that pays.</summary>
    internal FeatureRows<T> Rows<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? (FeatureRows<T>)(object)_doubleRows.Value
            : (FeatureRows<T>)(object)_singleRows.Value;

    private static Tensor Make(Dataset dataset, ScalarType type)
    {
        // The array itself, not a copy: the one in aligned memory is enough.
        using Tensor own = from_array(dataset.Features);
        using Tensor flat = own.to_type(type);
        return flat.view(dataset.Count, dataset.FeatureCount).Aligned().DetachFromDisposeScope();
    }
}
