namespace Unlearn.Engine.Running;

/// <summary>Runs experiments.</summary>
public interface IExperimentRunner
{
    /// <summary>
    /// Plans, trains, unlearns, attacks and writes <c>results.json</c>, <c>timings.json</c>, <c>environment.json</c>,
    /// <c>manifest.unlearn.yaml</c> and <c>events.ndjson</c> into the run's folder.
    /// </summary>
    /// <exception cref="Core.InputException">Data or options are wrong; nothing was trained.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; finished tasks are in the store.</exception>
    Task<RunOutcome> RunAsync(RunRequest request, IProgress<RunEvent> progress, CancellationToken cancellationToken);
}
