using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Running;

/// <summary>Computes tasks on workers of this process.</summary>
/// <param name="firstWorker">Number of the first worker, for events; processes of one run have numbers of their own.</param>
internal sealed class LocalExecutor(int firstWorker = 0) : IExecutor
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public async Task RunAsync(
        PlannedRun run,
        IReadOnlyList<PlanTask> tasks,
        RunJournal journal,
        CancellationToken cancellationToken
    )
    {
        RunRequest request = run.Request;
        var outputs = new OutputSource(
            run.Weights,
            new OutputDemand(tasks.SelectMany(static task => task.Outputs)),
            run.Ledger,
            run.Memory.Outputs
        );
        var trials = new TrialEvaluator(outputs, run.Weights);
        var attacks = new AttackRunner(outputs, new TextSource(run.Weights, run.Ledger), new ProbeRunner(run.Weights));
        var candidates = new CandidateEvaluator(outputs, run.Weights);
        var scorer = new MemorisationScorer(outputs);
        var runner = new TaskRunner(
            run.Ledger,
            limited => new TaskComputer(
                run.Ledger,
                run.Weights,
                trials,
                attacks,
                candidates,
                scorer,
                journal,
                request.CheckpointInterval,
                limited
            ),
            request.TaskTimeout
        );
        var board = new TaskBoard(
            tasks,
            run.Ledger,
            new StackLimits(request.Jobs, run.Memory.Stack),
            new MemoryGate(run.Memory.Limit, new ResidentMemory().Bytes, journal.Warn),
            Drop
        );
        using var locks = new TaskLocks(Path.GetFullPath(request.Store), Heartbeat, Patience);
        var pool = new WorkerPool(board, runner, run.Ledger, locks, journal);
        await pool.RunAsync(firstWorker, request.Jobs, request.FailFast && run.Stage.IsLast, cancellationToken);

        void Drop(PlanTask unread)
        {
            if (unread is WeightTask member)
            {
                outputs.Drop(member);
                run.Weights.Drop(member);
            }
        }
    }
}
