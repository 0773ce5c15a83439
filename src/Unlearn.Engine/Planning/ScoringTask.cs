using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Scores every point of a problem by how much shadow models memorise it; scenarios that need it are planned afterwards.</summary>
public sealed class ScoringTask : PlanTask
{
    /// <summary>Version of the scores that it gives; part of its key.</summary>
    public const int Version = 1;

    internal ScoringTask(LearningProblem problem, IReadOnlyList<TrainTask> shadows, string identity)
        : base(problem, "score", CanonicalJson.Of(new ScoresInputs(problem.Data.Dataset.Digest, identity)))
    {
        Shadows = shadows;
        Dependencies = shadows;
        Points = new PointSet(Enumerable.Range(0, problem.Data.Dataset.Count));
    }

    /// <summary>The shadow models.</summary>
    public IReadOnlyList<TrainTask> Shadows { get; }

    /// <summary>All points, those in no set included.</summary>
    public PointSet Points { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    internal override IEnumerable<AskedOutputs> Outputs => [new AskedOutputs(Shadows, Points, Again: true)];

    /// <summary>The task of a scenario, or null where it needs no scores.</summary>
    internal static ScoringTask? Of(
        LearningProblem problem,
        IForgetScenario scenario,
        ShadowPool shadows,
        TaskRegistry tasks
    )
    {
        if (scenario is not IScoredScenario scored)
        {
            return null;
        }

        return scored.Shadows % 2 == 0
            ? tasks.Intern(new ScoringTask(problem, shadows.Take(scored.Shadows), shadows.Identity(scored.Shadows)))
            : throw new Core.InputException(
                $"Scenario 'memorised' asks for {scored.Shadows} shadow models; the number must be even, because half of them see each point."
            );
    }

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Measuring;

    /// <inheritdoc />
    public override string EntryKind => "scores";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"dataset{Plural(group)} scored by shadow models";

    /// <inheritdoc />
    internal override long Memory(int count) =>
        TaskMemory.OfEvaluation(this) + ((long)Shadows.Count * Points.Count * (sizeof(double) + sizeof(bool)));

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Measure(this);
        return [];
    }
}
