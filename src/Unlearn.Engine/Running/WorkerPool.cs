using Unlearn.Engine.Ledger;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Running;

/// <summary>Runs a board's tasks on workers of this process.</summary>
internal sealed class WorkerPool(
    TaskBoard board,
    TaskRunner runner,
    ResultLedger ledger,
    TaskLocks locks,
    RunJournal journal
)
{
    /// <summary>Workers get this long to end what they do; then the process leaves them behind, to keep the promise of 2 s.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs until every task is settled.</summary>
    /// <param name="firstWorker">Number of the first worker, for events.</param>
    /// <param name="jobs">Number of workers.</param>
    /// <param name="failFast">Whether the first failure ends the run; unsettled tasks then have neither result nor failure.</param>
    /// <param name="cancellationToken">Stops the run within 2 s.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what is finished is in the store.</exception>
    public async Task RunAsync(int firstWorker, int jobs, bool failFast, CancellationToken cancellationToken)
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LocalWorker[] workers =
        [
            .. Enumerable
                .Range(firstWorker, jobs)
                .Select(number => new LocalWorker(number, board, runner, ledger, locks, journal, OnFailure)),
        ];
        foreach (LocalWorker worker in workers)
        {
            await worker.StartAsync(CancellationToken.None);
        }

        Task all = Task.WhenAll(workers.Select(static worker => worker.Finished));

        // At once, on the thread that cancels: from then on no worker begins anything.
        using CancellationTokenRegistration closing = cancellationToken.Register(board.Close);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task cancelled = Task.Delay(Timeout.Infinite, waiting.Token);
        await Task.WhenAny(all, cancelled, failed.Task);
        if (!all.IsCompleted)
        {
            await StopAsync(workers);
        }

        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (all.IsCompleted)
        {
            await all;
        }

        void OnFailure(TaskFailure failure)
        {
            if (failFast)
            {
                failed.TrySetResult();
            }
        }
    }

    private static async Task StopAsync(LocalWorker[] workers)
    {
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await Task.WhenAll(workers.Select(worker => worker.StopAsync(grace.Token)));
        }
        catch (OperationCanceledException)
        {
            // A native call that takes longer than the grace; its thread ends with the process.
        }
    }
}
