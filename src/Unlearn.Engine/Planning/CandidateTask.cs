using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Measures how far one candidate's model is from retraining, on one tuning seed.</summary>
public sealed class CandidateTask : PlanTask
{
    internal CandidateTask(ForgetCase forgetCase, string inputs, Target? before, Target target)
        : base(forgetCase.Problem, "tune", inputs)
    {
        Case = forgetCase;
        Before = before;
        Target = target;
        Dependencies = [.. target.Members, .. forgetCase.Reference.Members, .. before?.Members ?? []];
    }

    /// <summary>Scenario and tuning seed.</summary>
    public ForgetCase Case { get; }

    /// <summary>The model before the request; null for the yardstick.</summary>
    public Target? Before { get; }

    /// <summary>The model that is measured.</summary>
    public Target Target { get; }

    /// <summary>
    /// Points that no model was trained on: the population set, so that the test set stays unseen until the evaluation; the test
    /// set where there is no population.
    /// </summary>
    public PointSet Unseen => UnseenOf(Problem);

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    internal override IEnumerable<AskedOutputs> Outputs
    {
        get
        {
            WeightTask[] compared = [.. Target.Members, .. Case.Reference.Members];
            return
            [
                new AskedOutputs(compared, Case.Request.Train, Again: false),
                new AskedOutputs(compared, Unseen, Again: false),
            ];
        }
    }

    internal static PointSet UnseenOf(LearningProblem problem) =>
        problem.Population.Count > 0 ? problem.Population : problem.Test;

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Measuring;

    /// <inheritdoc />
    public override string EntryKind => "candidate";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"candidate{Plural(group)} of tuning measured";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfEvaluation(this);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Measure(this);
        return [];
    }
}
