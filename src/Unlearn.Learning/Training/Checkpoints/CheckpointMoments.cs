using System.Diagnostics.CodeAnalysis;

namespace Unlearn.Learning.Training.Checkpoints;

/// <summary>When a training keeps its state.</summary>
internal static class CheckpointMoments
{
    /// <summary>Whether states are to be kept between two batches: they are due, or the training is about to be stopped.</summary>
    public static bool AreWanted(
        [NotNullWhen(true)] this ITrainingCheckpoints? checkpoints,
        CancellationToken cancellationToken
    ) => checkpoints is not null && (cancellationToken.IsCancellationRequested || checkpoints.AreDue);
}
