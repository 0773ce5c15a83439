using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Trains one model from scratch or goes on with one: what a member's training is, by whatever rule.</summary>
public abstract class MemberTask : WeightTask
{
    private protected MemberTask(LearningProblem problem, string kind, string inputs, MemberSpec spec)
        : base(problem, kind, inputs) => Spec = spec;

    /// <summary>Seed, points and options: what decides the weights, beside dataset, architecture and rule.</summary>
    public MemberSpec Spec { get; }

    /// <inheritdoc />
    public override long EstimatedGradients => Spec.Cost;

    /// <inheritdoc />
    public override string EntryKind => "member";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"{Kind} model{Plural(group)}";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfStack(Problem, count);
}
