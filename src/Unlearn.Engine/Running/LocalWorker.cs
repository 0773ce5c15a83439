using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Native;

namespace Unlearn.Engine.Running;

/// <summary>
/// One worker: a hosted service with a thread of its own, because the tensor library's scopes belong to threads. It takes
/// groups from the board until there are none.
/// </summary>
internal sealed class LocalWorker(
    int number,
    TaskBoard board,
    TaskRunner runner,
    ResultLedger ledger,
    TaskLocks locks,
    RunJournal journal,
    Action<TaskFailure> onFailure
) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the worker has nothing more to do; faulted when it broke.</summary>
    public Task Finished => _finished.Task;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Work) { IsBackground = true, Name = $"unlearn worker {number}" }.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        board.Close();
        await Finished.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "Handed to whoever waits for the worker.")]
    private void Work()
    {
        try
        {
            TorchThread.Prepare();
            while (!_stopping.IsCancellationRequested && board.Take() is { } group)
            {
                Run(group);
            }

            _finished.SetResult();
        }
        catch (OperationCanceledException)
        {
            _finished.SetResult();
        }
        catch (Exception error)
        {
            _finished.SetException(error);
            board.Close();
        }
    }

    private void Run(TaskGroup offered)
    {
        List<PlanTask> mine = Claim(offered);
        try
        {
            if (mine.Count > 0)
            {
                Compute(new TaskGroup(mine));
            }
        }
        finally
        {
            foreach (PlanTask task in mine.Where(IsShared))
            {
                locks.Release(task.Key);
            }

            board.Return(offered);
        }

        mine.ForEach(board.Settle);
    }

    // Another run may be computing the same member, or may have finished it since this run was planned.
    private List<PlanTask> Claim(TaskGroup offered)
    {
        var mine = new List<PlanTask>();
        foreach (PlanTask task in offered.Tasks)
        {
            if (!IsShared(task))
            {
                mine.Add(task);
            }
            else if (!locks.TryAcquire(task.Key))
            {
                board.Defer(task);
            }
            else if (ledger.Restore(task))
            {
                locks.Release(task.Key);
                board.Settle(task);
            }
            else
            {
                mine.Add(task);
            }
        }

        return mine;
    }

    // Figures are cheap: two runs that make the same ones at the same time lose less than locking would cost.
    private static bool IsShared(PlanTask task) => task is WeightTask;

    private void Compute(TaskGroup group)
    {
        journal.Tell(new TasksStarted(journal.Now, number, group.Kind, group.Description, group.Tasks.Count));
        long start = Stopwatch.GetTimestamp();
        TaskFailure? failure = runner.Run(group.Tasks, _stopping.Token);
        journal.Tell(
            new TasksFinished(
                journal.Now,
                number,
                group.Kind,
                group.Description,
                group.Tasks.Count,
                Stopwatch.GetElapsedTime(start).TotalSeconds,
                failure?.Reason
            )
            {
                EstimatedSeconds = group.Tasks.Sum(TaskSeconds.Of),
            }
        );
        if (failure is not null)
        {
            onFailure(failure);
        }
    }
}
