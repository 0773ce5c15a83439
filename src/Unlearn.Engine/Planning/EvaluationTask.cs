using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Measures accuracies, gaps to the reference and costs of one trial.</summary>
public sealed class EvaluationTask : PlanTask
{
    /// <summary>Version of the figures that it gives; part of its key.</summary>
    public const int Version = 2;

    internal EvaluationTask(
        ForgetCase forgetCase,
        string inputs,
        Target? before,
        IReadOnlyList<Target> answers,
        IReadOnlyList<PointSet>? stream
    )
        : base(forgetCase.Problem, "evaluate", inputs)
    {
        Case = forgetCase;
        Before = before;
        Answers = answers;
        Stream = stream;
        Dependencies =
        [
            .. answers.SelectMany(static answer => answer.Members),
            .. forgetCase.Reference.Members,
            .. before?.Members ?? [],
        ];
    }

    /// <summary>Scenario and seed.</summary>
    public ForgetCase Case { get; }

    /// <summary>The model before the request; null where the row answers no request (original, null row).</summary>
    public Target? Before { get; }

    /// <summary>The parts that are asked for one after another; null for yardsticks, and where all was asked for at once.</summary>
    public IReadOnlyList<PointSet>? Stream { get; }

    /// <summary>The models after each answer of a stream of requests; one where all was asked for at once.</summary>
    public IReadOnlyList<Target> Answers { get; }

    /// <summary>The model that is measured: the last.</summary>
    public Target Target => Answers[^1];

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    internal override IEnumerable<AskedOutputs> Outputs
    {
        get
        {
            WeightTask[] compared = [.. Answers.SelectMany(static answer => answer.Members), .. Case.Reference.Members];
            return
            [
                new AskedOutputs(compared, Case.Request.Train, Again: false),
                new AskedOutputs([.. compared, .. Before?.Members ?? []], Problem.Test, Again: false),
            ];
        }
    }

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Measuring;

    /// <inheritdoc />
    public override string EntryKind => "evaluation";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"trial{Plural(group)} evaluated";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfEvaluation(this);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Measure(this);
        return [];
    }
}
