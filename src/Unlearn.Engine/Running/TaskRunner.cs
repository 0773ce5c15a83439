using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Running;

/// <summary>Computes groups of tasks and puts what comes of them into the ledger. Thread-safe; runs on the calling thread.</summary>
/// <param name="ledger">Where failures go.</param>
/// <param name="computer">Makes a computer for a group.</param>
/// <param name="timeout">Longest time for a group, or null.</param>
internal sealed class TaskRunner(
    ResultLedger ledger,
    Func<CancellationToken, ITaskComputer> computer,
    TimeSpan? timeout
)
{
    /// <summary>
    /// Runs a group. A task that fails is a result of its own: members that diverged are computed again alone, and where more than that
    /// failed the group is halved until the failing task is alone, so that the others succeed and the failure reads the same in any
    /// company.
    /// </summary>
    /// <returns>Why the first failed task failed, or null.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "Whatever a task throws is that trial's failure, not the run's."
    )]
    public TaskFailure? Run(IReadOnlyList<PlanTask> group, CancellationToken cancellationToken)
    {
        if (group.Count > 1 && !group[0].IsStacked)
        {
            return Each(group, cancellationToken);
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } limit)
        {
            limited.CancelAfter(limit);
        }

        IReadOnlyList<PlanTask> again;
        try
        {
            using IDisposable scope = TorchThread.Scope();
            again = group[0].Compute(computer(limited.Token), group);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception) when (group.Count > 1)
        {
            int half = group.Count / 2;
            TaskFailure? first = Run([.. group.Take(half)], cancellationToken);
            TaskFailure? second = Run([.. group.Skip(half)], cancellationToken);
            return first ?? second;
        }
        catch (OperationCanceledException)
        {
            return Fail(group[0], TooLong(group[0]));
        }
        catch (Exception error)
        {
            return Fail(group[0], error);
        }

        return Each(again, cancellationToken);
    }

    private TaskFailure? Each(IReadOnlyList<PlanTask> group, CancellationToken cancellationToken)
    {
        TaskFailure? first = null;
        foreach (PlanTask task in group)
        {
            TaskFailure? failure = Run([task], cancellationToken);
            first ??= failure;
        }

        return first;
    }

    private TaskFailure Fail(PlanTask task, Exception error)
    {
        string what = task.AskedBy is { } asked ? $"{asked}: " : "";
        var failure = error switch
        {
            DivergedException diverged => new TaskFailure(what + diverged.Message) { LossCurve = diverged.Losses },
            InputException or TimeoutException => new TaskFailure(what + error.Message),
            _ when IsOutOfMemory(error) => new TaskFailure(
                $"{what}Memory ran out; fewer workers (--jobs) or a lower limit (--memory) need less."
            ),
            // Native errors append their call stack; its addresses differ from run to run, and results must not.
            _ => new TaskFailure($"{what}{error.GetType().Name}: {error.Message.Split('\n', 2)[0].TrimEnd()}"),
        };
        ledger.Keep(task, failure, lasting: error is DivergedException);
        return failure;
    }

    // The tensor library's allocator says so in words alone.
    private static bool IsOutOfMemory(Exception error) =>
        error is OutOfMemoryException || error.Message.Contains("can't allocate memory", StringComparison.Ordinal);

    private TimeoutException TooLong(PlanTask task) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{new TaskGroup([task]).Description} took longer than the limit of {timeout!.Value.TotalSeconds} s."
            )
        );
}
