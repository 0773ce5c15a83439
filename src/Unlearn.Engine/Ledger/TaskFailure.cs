namespace Unlearn.Engine.Ledger;

/// <summary>Why a task has no result: a result of its own.</summary>
/// <param name="Reason">In words.</param>
public sealed record TaskFailure(string Reason)
{
    /// <summary>Mean training loss of each epoch of a diverged training; empty otherwise.</summary>
    public IReadOnlyList<double> LossCurve { get; init; } = [];
}
