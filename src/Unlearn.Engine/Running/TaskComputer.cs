using System.Diagnostics;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Running;

/// <summary>Computes tasks on the calling thread and puts what comes of them into the ledger; seconds are counted from its making.</summary>
internal sealed class TaskComputer(
    ResultLedger ledger,
    WeightSource weights,
    TrialEvaluator evaluator,
    AttackRunner attacks,
    CandidateEvaluator candidates,
    MemorisationScorer scorer,
    RunJournal journal,
    TimeSpan checkpointInterval,
    CancellationToken cancellationToken
) : ITaskComputer
{
    private readonly MemberWork _work = new(weights.Of);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc />
    public void Take(GivenTask task) =>
        ledger.Keep(task, task.Weights.Row, new MemberCost(Stopwatch.GetElapsedTime(_start).TotalSeconds, 0, []));

    /// <inheritdoc />
    public void Measure(EvaluationTask task) => Keep(task, evaluator.Evaluate(task, cancellationToken));

    /// <inheritdoc />
    public void Measure(CandidateTask task) => Keep(task, candidates.Evaluate(task, cancellationToken));

    /// <inheritdoc />
    public void Measure(ScoringTask task) => Keep(task, scorer.Score(task, cancellationToken));

    /// <inheritdoc />
    public void Measure(AttackTask task) => Keep(task, attacks.Run(task, cancellationToken));

    /// <inheritdoc />
    public void Measure(LandscapeTask task) =>
        Keep(task, new LandscapeComputer(_work, weights).Compute(task, cancellationToken));

    /// <inheritdoc />
    public void Train(IReadOnlyList<TrainTask> tasks)
    {
        var checkpoints = new MemberCheckpoints(ledger, tasks, checkpointInterval, TellResumed);
        using ParameterStack stack = _work.Train(tasks, checkpoints, cancellationToken);
        long[] gradients = [.. tasks.Select(static task => task.EstimatedGradients)];
        Keep(
            tasks,
            stack,
            gradients,
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

    /// <inheritdoc />
    public void Train(IReadOnlyList<MethodTrainTask> tasks)
    {
        var cost = new CostCounter(tasks.Count);
        using ParameterStack stack = _work.Train(tasks, cost, cancellationToken);
        Keep(tasks, stack, cost.Gradients, (task, row, spent) => ledger.Keep(task, row, spent));
    }

    /// <inheritdoc />
    public IReadOnlyList<PlanTask> Unlearn(IReadOnlyList<UnlearnTask> tasks)
    {
        var cost = new CostCounter(tasks.Count);
        var diverged = new HashSet<int>();
        var indexOf = Enumerable.Range(0, tasks.Count).ToDictionary(WeightTask (member) => tasks[member]);
        using ParameterStack unlearned = _work.Unlearn(
            tasks,
            cost,
            new MemberAnswers(ledger, tasks),
            tasks.Count > 1 ? member => diverged.Add(member) : null,
            onStep: null,
            out MethodFigures figures,
            cancellationToken
        );
        Keep(
            tasks,
            unlearned,
            cost.Gradients,
            (task, row, spent) =>
            {
                int member = indexOf[task];
                if (!diverged.Contains(member))
                {
                    ledger.Keep(task, row, spent with { Figures = figures.Of(member) });
                }
            }
        );
        return [.. diverged.Order().Select(member => tasks[member])];
    }

    private void Keep(
        IReadOnlyList<WeightTask> tasks,
        ParameterStack stack,
        IReadOnlyList<long> gradients,
        Action<WeightTask, float[], MemberCost> keep
    )
    {
        IReadOnlyList<float[]> rows = stack.ToRows();
        double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        double total = Math.Max(1, gradients.Sum());
        for (int i = 0; i < tasks.Count; i++)
        {
            // A member's part of the group's time is its part of the group's work.
            double share = gradients.Sum() > 0 ? gradients[i] / total : 1.0 / tasks.Count;
            keep(tasks[i], rows[i], new MemberCost(seconds * share, gradients[i], []));
        }
    }

    private void Keep(PlanTask task, MeasureResult result) =>
        ledger.Keep(task, result, Stopwatch.GetElapsedTime(_start).TotalSeconds);

    private void TellResumed(TrainTask task, StoredCheckpoint found) =>
        journal.Tell(
            new TrainingResumed(
                journal.Now,
                task.Kind,
                task.Key.Hex,
                found.State.Epoch,
                task.Spec.Passes,
                found.Header.Seconds
            )
        );
}
