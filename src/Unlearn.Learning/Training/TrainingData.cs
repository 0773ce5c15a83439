using Unlearn.Learning.Data;

namespace Unlearn.Learning.Training;

/// <summary>What members of one stack have in common: the dataset and the network.</summary>
/// <param name="Dataset">All points; specs name them by id.</param>
/// <param name="Network">The architecture, bound to the dataset's shape.</param>
public sealed record TrainingData(Dataset Dataset, Models.Network Network)
{
    private TensorData? _tensors;

    /// <summary>The dataset as tensors, made at first use and kept.</summary>
    public TensorData Tensors
    {
        get
        {
            TensorData? known = Volatile.Read(ref _tensors);
            if (known?.Dataset == Dataset)
            {
                return known;
            }

            // Two threads may both make one; the second to finish finds the first's and drops its own. A copy made by `with`
            // and another dataset replaces what it inherited.
            var made = new TensorData(Dataset);
            TensorData? there = Interlocked.CompareExchange(ref _tensors, made, known);
            return there == known ? made : there!;
        }
    }

    /// <inheritdoc />
    public bool Equals(TrainingData? other) =>
        other is not null && Dataset == other.Dataset && Network == other.Network;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Dataset, Network);
}
