using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification;

namespace Unlearn.Engine.Running;

/// <summary>Computes groups of tasks and puts what comes of them into the ledger. Thread-safe; runs on the calling thread.</summary>
internal sealed class TaskRunner(
    ResultLedger ledger,
    WeightSource weights,
    TrialEvaluator evaluator,
    AttackRunner attacks,
    CandidateEvaluator candidates,
    MemorisationScorer scorer,
    RunJournal journal,
    TimeSpan? timeout,
    TimeSpan checkpointInterval
)
{
    private readonly MemberWork _work = new(weights.Of);

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
        if (group.Count > 1 && group[0] is not (TrainTask or UnlearnTask))
        {
            return Each(group, cancellationToken);
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } limit)
        {
            limited.CancelAfter(limit);
        }

        UnlearnTask[] again;
        try
        {
            using IDisposable scope = TorchThread.Scope();
            again = Compute(group, limited.Token);
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

    /// <summary>Computes a group, and says which of its tasks are to be computed again, each alone.</summary>
    private UnlearnTask[] Compute(IReadOnlyList<PlanTask> group, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        switch (group[0])
        {
            case TrainTask:
                Train([.. group.Cast<TrainTask>()], start, cancellationToken);
                break;
            case MethodTrainTask:
                Train([.. group.Cast<MethodTrainTask>()], start, cancellationToken);
                break;
            case GivenTask given:
                ledger.Keep(
                    given,
                    given.Weights.Row,
                    new MemberCost(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, [])
                );
                break;
            case UnlearnTask:
                return Unlearn([.. group.Cast<UnlearnTask>()], start, cancellationToken);
            case EvaluationTask evaluation:
                Keep(evaluation, evaluator.Evaluate(evaluation, cancellationToken), start);
                break;
            case CandidateTask candidate:
                Keep(candidate, candidates.Evaluate(candidate, cancellationToken), start);
                break;
            case ScoringTask scoring:
                Keep(scoring, scorer.Score(scoring, cancellationToken), start);
                break;
            case AttackTask attack:
                Keep(attack, attacks.Run(attack, cancellationToken), start);
                break;
        }

        return [];
    }

    private void Train(TrainTask[] tasks, long start, CancellationToken cancellationToken)
    {
        var checkpoints = new MemberCheckpoints(ledger, tasks, checkpointInterval, TellResumed);
        using ParameterStack stack = _work.Train(tasks, checkpoints, cancellationToken);
        long[] gradients = [.. tasks.Select(static task => task.EstimatedGradients)];
        Keep(
            tasks,
            stack,
            gradients,
            start,
            (task, row, cost) =>
            {
                var trained = (TrainTask)task;
                double before = checkpoints.SecondsBefore(trained);
                if (ledger.Keep(task, row, cost with { Seconds = cost.Seconds + before }))
                {
                    checkpoints.Remove(trained);
                }
            }
        );
    }

    private void Train(MethodTrainTask[] tasks, long start, CancellationToken cancellationToken)
    {
        var cost = new CostCounter(tasks.Length);
        using ParameterStack stack = MemberWork.Train(tasks, cost, cancellationToken);
        Keep(tasks, stack, cost.Gradients, start, (task, row, spent) => ledger.Keep(task, row, spent));
    }

    /// <summary>Unlearns, and returns the members that diverged in the company of others.</summary>
    private UnlearnTask[] Unlearn(UnlearnTask[] tasks, long start, CancellationToken cancellationToken)
    {
        var cost = new CostCounter(tasks.Length);
        var diverged = new HashSet<int>();
        using ParameterStack unlearned = _work.Unlearn(
            tasks,
            cost,
            tasks.Length > 1 ? member => diverged.Add(member) : null,
            out MethodFigures figures,
            cancellationToken
        );
        Keep(
            tasks,
            unlearned,
            cost.Gradients,
            start,
            (task, row, spent) =>
            {
                int member = Array.IndexOf(tasks, task);
                if (!diverged.Contains(member))
                {
                    ledger.Keep(task, row, spent with { Figures = figures.Of(member) });
                }
            }
        );
        return [.. diverged.Order().Select(member => tasks[member])];
    }

    private static void Keep(
        IReadOnlyList<WeightTask> tasks,
        ParameterStack stack,
        IReadOnlyList<long> gradients,
        long start,
        Action<WeightTask, float[], MemberCost> keep
    )
    {
        IReadOnlyList<float[]> rows = stack.ToRows();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double total = Math.Max(1, gradients.Sum());
        for (int i = 0; i < tasks.Count; i++)
        {
            // A member's part of the group's time is its part of the group's work.
            double share = gradients.Sum() > 0 ? gradients[i] / total : 1.0 / tasks.Count;
            keep(tasks[i], rows[i], new MemberCost(seconds * share, gradients[i], []));
        }
    }

    private void Keep(PlanTask task, MeasureResult result, long start) =>
        ledger.Keep(task, result, Stopwatch.GetElapsedTime(start).TotalSeconds);

    private void TellResumed(TrainTask task, StoredCheckpoint found) =>
        journal.Tell(
            new TrainingResumed(
                journal.Now,
                task.Kind,
                task.Key.Hex,
                found.State.Epoch,
                task.Spec.Training.Epochs,
                found.Header.Seconds
            )
        );

    private TaskFailure Fail(PlanTask task, Exception error)
    {
        string what = task switch
        {
            UnlearnTask unlearn => $"{unlearn.Row}: ",
            MethodTrainTask train => $"{train.Row}: ",
            AttackTask attack => $"{attack.Name}: ",
            _ => "",
        };
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
