using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;

namespace Unlearn.Engine.Running;

/// <summary>What a row does to answer one request, ready to be done again and again: nothing is kept of it.</summary>
public sealed class RequestAnswer
{
    private readonly IReadOnlyList<WeightTask[]> _steps;
    private readonly WeightSource _weights;

    internal RequestAnswer(PlannedTrial trial, WeightSource weights)
    {
        Id = trial.Id;
        _weights = weights;
        _steps = Steps(trial.Evaluation.Before!, trial.Evaluation.Answers[0]);
    }

    /// <summary>The trial: dataset, model, scenario, row and seed.</summary>
    public string Id { get; }

    /// <summary>Answers the request on the calling thread, as one worker does, from models that exist.</summary>
    /// <exception cref="Learning.Training.DivergedException">A model diverged.</exception>
    public void Repeat(CancellationToken cancellationToken)
    {
        TorchThread.Prepare();
        var made = new Dictionary<ContentKey, float[]>();
        var work = new MemberWork(member => made.GetValueOrDefault(member.Key) ?? _weights.Of(member));
        foreach (WeightTask[] step in _steps)
        {
            using IDisposable scope = TorchThread.Scope();
            using ParameterStack stack = step[0].Make(work, step, new CostCounter(step.Length), cancellationToken);
            IReadOnlyList<float[]> rows = stack.ToRows();
            for (int i = 0; i < step.Length; i++)
            {
                made.Add(step[i].Key, rows[i]);
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => Id;

    /// <summary>The tasks between two models, in groups that run as stacks, each after those that it reads.</summary>
    private static List<WeightTask[]> Steps(Target before, Target after)
    {
        HashSet<WeightTask> known = [.. before.Members.SelectMany(RequestCost.Chain)];
        List<WeightTask> open =
        [
            .. after.Members.SelectMany(RequestCost.Chain).Distinct().Where(task => !known.Contains(task)),
        ];
        var steps = new List<WeightTask[]>();
        while (open.Count > 0)
        {
            WeightTask first = open.First(IsReady);
            WeightTask[] step = [.. open.Where(task => task.Group == first.Group && IsReady(task))];
            steps.Add(step);
            known.UnionWith(step);
            open.RemoveAll(known.Contains);
        }

        return steps;

        bool IsReady(WeightTask task) => task.Dependencies.OfType<WeightTask>().All(known.Contains);
    }
}
