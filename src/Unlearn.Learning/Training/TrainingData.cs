using System.Collections.Immutable;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;

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

    /// <summary>The same network over texts that are no points of the dataset, in the tokens of its own.</summary>
    /// <param name="texts">At least one; each fits into the network's context.</param>
    /// <exception cref="InvalidOperationException">The dataset has no sequences.</exception>
    public TrainingData Over(ImmutableArray<TokenSequence> texts)
    {
        TokenTable own =
            Dataset.Sequences ?? throw new InvalidOperationException("The dataset's points are no sequences.");
        return this with
        {
            Dataset = SequenceDataset.Of(
                Dataset.Name,
                new TokenTable(own.Vocabulary, texts) { Tokenizer = own.Tokenizer }
            ),
        };
    }

    /// <inheritdoc />
    public bool Equals(TrainingData? other) =>
        other is not null && Dataset == other.Dataset && Network == other.Network;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Dataset, Network);
}
