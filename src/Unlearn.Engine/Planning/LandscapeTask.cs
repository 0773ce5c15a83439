using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Maps the loss around a trained model: over the plane of its own training, or over that of a method's answer.</summary>
public sealed class LandscapeTask : PlanTask
{
    /// <summary>Version of the map; part of its key.</summary>
    public const int Version = 1;

    internal LandscapeTask(
        LearningProblem problem,
        string inputs,
        string? row,
        WeightTask original,
        WeightTask reference,
        UnlearnTask? answer,
        PointSet points
    )
        : base(problem, "landscape", inputs)
    {
        Row = row;
        Original = original;
        Reference = reference;
        Answer = answer;
        Points = points;
        Dependencies = answer is null ? [original, reference] : [original, reference, answer];
    }

    /// <summary>The row whose answer it shows; null for the map of training.</summary>
    public string? Row { get; }

    /// <summary>The model at hand.</summary>
    public WeightTask Original { get; }

    /// <summary>Retrained without the forgotten points, same seed.</summary>
    public WeightTask Reference { get; }

    /// <summary>The unlearned model; null for the map of training.</summary>
    public UnlearnTask? Answer { get; }

    /// <summary>The points over which losses are means.</summary>
    public PointSet Points { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Measuring;

    /// <inheritdoc />
    public override string EntryKind => "landscape";

    /// <inheritdoc />
    public override string AskedBy => "report.landscape";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"map{Plural(group)} of loss drawn";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfStack(Problem, 1) + TaskMemory.OfLandscape(Problem);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Measure(this);
        return [];
    }
}
