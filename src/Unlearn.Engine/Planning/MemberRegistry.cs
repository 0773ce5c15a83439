using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Makes each member's task once, so that everything that needs the member shares the node.</summary>
internal sealed class MemberRegistry(TaskRegistry tasks)
{
    private readonly Dictionary<(LearningProblem, MemberSpec), TrainTask> _specs = [];
    private readonly Dictionary<TrainingOptions, CanonicalText> _training = [];

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
        var inputs = new MemberInputs(
            parent?.Key.Hex,
            spec.Points.Digest,
            problem.Identity,
            $"{spec.Seed}",
            Canonical(spec.Training)
        );
        var task = new TrainTask(problem, kind, CanonicalJson.Of(inputs), spec, parent);

        // Two problems may share dataset and architecture under two names: one node for both.
        task = tasks.Intern(task);
        _specs.Add((problem, spec), task);
        return task;
    }

    /// <summary>The task that trains a member by a method's own rule.</summary>
    public MethodTrainTask Train(
        LearningProblem problem,
        string kind,
        string row,
        CanonicalText method,
        IOwnTrainingMethod rule,
        MemberSpec spec
    )
    {
        var inputs = new OwnMemberInputs(method, spec.Points.Digest, problem.Identity, $"{spec.Seed}");
        return tasks.Intern(new MethodTrainTask(problem, kind, CanonicalJson.Of(inputs), row, rule, spec));
    }

    /// <summary>The task that puts weights from a file in the place of a trained original.</summary>
    public GivenTask Given(LearningProblem problem, GivenWeights weights) =>
        tasks.Intern(new GivenTask(problem, weights));

    /// <summary>The task that unlearns a request.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="row">The row that asks.</param>
    /// <param name="method">The method as canonical JSON.</param>
    /// <param name="pass">What of it members of one pass share.</param>
    /// <param name="rule">The method.</param>
    /// <param name="request">What is to be forgotten.</param>
    /// <param name="from">The model that forgets.</param>
    public UnlearnTask Unlearn(
        LearningProblem problem,
        string row,
        CanonicalText method,
        string pass,
        IWeightMethod rule,
        ForgetRequest request,
        WeightTask from
    )
    {
        // The key of the original that the request describes says all of the request but the forget set; that of any other
        // model says nothing of it.
        bool told = from is MemberTask trained && trained.Spec == request.Original;
        var inputs = new UnlearnedInputs(request.Forget.Digest, method, from.Key.Hex)
        {
            Population = rule.ReadsPopulation ? problem.Population.Digest : null,
            Seed = told ? null : $"{request.Seed}",
            Train = told ? null : request.Train.Digest,
            Training = told ? null : Canonical(request.Training),
        };
        return tasks.Intern(new UnlearnTask(problem, CanonicalJson.Of(inputs), row, pass, rule, request, from));
    }

    private CanonicalText Canonical(TrainingOptions training)
    {
        if (!_training.TryGetValue(training, out CanonicalText text))
        {
            _training.Add(training, text = new(CanonicalJson.Of(training)));
        }

        return text;
    }
}
