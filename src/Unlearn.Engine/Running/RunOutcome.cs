using Unlearn.Engine.Results;

namespace Unlearn.Engine.Running;

/// <summary>What a run ended with.</summary>
/// <param name="Results">The deterministic results, already written to <c>results.json</c>.</param>
/// <param name="Timings">Seconds.</param>
/// <param name="Folder">The run's folder.</param>
public sealed record RunOutcome(ExperimentResults Results, RunTimings Timings, string Folder)
{
    /// <summary>Trials that failed, in order.</summary>
    public IEnumerable<TrialResult> Failed =>
        Results.Trials().Where(static trial => trial.Status == TrialStatus.Failed);
}
