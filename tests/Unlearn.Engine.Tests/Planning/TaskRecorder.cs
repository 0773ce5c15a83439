using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Keeps what it is asked to compute, under the kind of work, and computes nothing.</summary>
internal sealed class TaskRecorder : ITaskComputer
{
    public List<(string Work, PlanTask Task)> Asked { get; } = [];

    /// <summary>What unlearning leaves to be computed again.</summary>
    public IReadOnlyList<PlanTask> Again { get; init; } = [];

    public void Train(IReadOnlyList<TrainTask> tasks) => Add("train", tasks);

    public void Train(IReadOnlyList<MethodTrainTask> tasks) => Add("train by its own rule", tasks);

    public void Take(GivenTask task) => Add("take", [task]);

    public IReadOnlyList<PlanTask> Unlearn(IReadOnlyList<UnlearnTask> tasks)
    {
        Add("unlearn", tasks);
        return Again;
    }

    public void Measure(EvaluationTask task) => Add("evaluate", [task]);

    public void Measure(CandidateTask task) => Add("measure a candidate", [task]);

    public void Measure(ScoringTask task) => Add("score", [task]);

    public void Measure(LandscapeTask task) => Add("map", [task]);

    public void Measure(AttackTask task) => Add("attack", [task]);

    private void Add(string work, IEnumerable<PlanTask> tasks) => Asked.AddRange(tasks.Select(task => (work, task)));
}
