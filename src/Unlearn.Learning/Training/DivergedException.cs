namespace Unlearn.Learning.Training;

/// <summary>A member's loss became NaN or infinite: a result of its own, not the end of a run.</summary>
/// <param name="message">Which member, in which epoch, and what to try.</param>
/// <param name="losses">Mean training loss of each epoch so far.</param>
public sealed class DivergedException(string message, IReadOnlyList<double> losses) : Exception(message)
{
    /// <summary>Mean training loss of each epoch, the last one not finite.</summary>
    public IReadOnlyList<double> Losses { get; } = losses;
}
