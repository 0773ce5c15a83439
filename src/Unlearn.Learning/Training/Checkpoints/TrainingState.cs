namespace Unlearn.Learning.Training.Checkpoints;

/// <summary>
/// Where one member's training stands between two batches: with its spec, everything that the rest of it depends on. Order
/// and batches derive from the spec, so weights, moments and counters are all there is.
/// </summary>
public sealed record TrainingState
{
    /// <summary>Epochs that are finished; all of them where only the result is left to be taken.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batches of the next epoch that are finished.</summary>
    public required int Batch { get; init; }

    /// <summary>Loss of those batches, as the trainer adds it up.</summary>
    public required double Loss { get; init; }

    /// <summary>Mean training loss of each finished epoch.</summary>
    public required IReadOnlyList<double> Curve { get; init; }

    /// <summary>Steps that the optimiser took.</summary>
    public required long Steps { get; init; }

    /// <summary>The weights: a row in the network's layout.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Velocity of SGD or mean gradient of Adam, laid out like the weights; empty where the training is finished.</summary>
    public required float[] First { get; init; }

    /// <summary>Mean squared gradient of Adam, laid out like the weights; empty for SGD and where the training is finished.</summary>
    public required float[] Second { get; init; }

    /// <summary>The state of a member whose training is finished.</summary>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="weights">Its weights.</param>
    public static TrainingState Finished(int epochs, float[] weights) =>
        new()
        {
            Epoch = epochs,
            Batch = 0,
            Loss = 0.0,
            Curve = [],
            Steps = 0,
            Weights = weights,
            First = [],
            Second = [],
        };
}
