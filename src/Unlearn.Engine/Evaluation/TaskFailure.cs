namespace Unlearn.Engine.Evaluation;

/// <summary>Why a task has no result: a result of its own.</summary>
/// <param name="Reason">In words.</param>
/// <param name="LossCurve">Mean training loss of each epoch of a diverged training; empty otherwise.</param>
public sealed record TaskFailure(string Reason, IReadOnlyList<double> LossCurve)
{
    /// <summary>A failure without a loss curve.</summary>
    public TaskFailure(string reason)
        : this(reason, []) { }
}
