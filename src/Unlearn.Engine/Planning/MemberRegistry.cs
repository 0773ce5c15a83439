using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Makes each member's task once, so that everything that needs the member shares the node.</summary>
internal sealed class MemberRegistry(TaskRegistry tasks)
{
    private readonly Dictionary<(LearningProblem, MemberSpec), TrainTask> _specs = [];
    private readonly Dictionary<TrainingOptions, string> _training = [];

    /// <summary>The task that trains a member, with the tasks of the stages before it.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="kind">What the member is for; the first to ask names it.</param>
    /// <param name="spec">The member.</param>
    public TrainTask Train(LearningProblem problem, string kind, MemberSpec spec)
    {
        if (_specs.TryGetValue((problem, spec), out TrainTask? known))
        {
            return known;
        }

        TrainTask? parent = spec.Parent is null ? null : Train(problem, kind, spec.Parent);
        string inputs =
            $$"""{"kind":"member","parent":{{Quoted(parent)}},"points":"{{spec.Points.Digest}}","problem":{{problem.Identity}},"seed":"{{spec.Seed}}","training":{{Canonical(spec.Training)}}}""";
        var task = new TrainTask(problem, kind, inputs, spec, parent);

        // Two problems may share dataset and architecture under two names: one node for both.
        task = tasks.Intern(task);
        _specs.Add((problem, spec), task);
        return task;
    }

    /// <summary>The task that unlearns a request from its original.</summary>
    public UnlearnTask Unlearn(
        LearningProblem problem,
        string row,
        string method,
        IWeightMethod rule,
        ForgetRequest request
    )
    {
        TrainTask original = Train(problem, "original", request.Original);
        string inputs =
            $$"""{"forget":"{{request.Forget.Digest}}","kind":"unlearned","method":{{method}},"original":"{{original.Key}}"}""";
        return tasks.Intern(new UnlearnTask(problem, inputs, row, method, rule, request, original));
    }

    private string Canonical(TrainingOptions training)
    {
        if (!_training.TryGetValue(training, out string? text))
        {
            _training.Add(training, text = CanonicalJson.Of(training));
        }

        return text;
    }

    private static string Quoted(TrainTask? task) => task is null ? "null" : $"\"{task.Key}\"";
}
