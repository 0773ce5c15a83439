using Unlearn.Engine.Store;

namespace Unlearn.Engine.Planning;

/// <summary>
/// A node of the plan: makes one member's weights, or one set of figures from members. Its key is the hash of its typed
/// inputs, so it is known before anything runs.
/// </summary>
public abstract class PlanTask
{
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="kind">Kind of task as events name it: <c>original</c>, <c>reference</c>, <c>shadow</c>, <c>shard</c>, <c>unlearn</c>, <c>evaluate</c>, <c>attack</c>.</param>
    /// <param name="inputs">Canonical JSON of everything that decides the result.</param>
    private protected PlanTask(LearningProblem problem, string kind, string inputs)
    {
        Problem = problem;
        Kind = kind;
        Inputs = inputs;
        Key = ContentKey.Of(inputs);
    }

    /// <summary>Dataset and architecture.</summary>
    public LearningProblem Problem { get; }

    /// <summary>Kind of task as events name it.</summary>
    public string Kind { get; }

    /// <summary>Canonical JSON of everything that decides the result.</summary>
    public string Inputs { get; }

    /// <summary>The result's name in the store.</summary>
    public ContentKey Key { get; }

    /// <summary>Whether tasks of one group are computed as one stack, or one after another.</summary>
    public virtual bool IsStacked => false;

    /// <summary>Tasks whose results this one reads; one that is read twice may be named twice.</summary>
    public abstract IReadOnlyList<PlanTask> Dependencies { get; }

    /// <summary>Tasks that share it, of one problem, run together.</summary>
    public abstract string Group { get; }

    /// <summary>When its turn is.</summary>
    public abstract WorkPhase Phase { get; }

    /// <summary>What its entry in the store holds.</summary>
    public abstract string EntryKind { get; }

    /// <summary>What asked for it first, named in failures: a row, an attack; null for what all share.</summary>
    public virtual string? AskedBy => null;

    /// <summary>What tasks of a group do, for people; completes "12 ... of digits/mlp".</summary>
    /// <param name="group">At least one task of its group.</param>
    public abstract string Describe(IReadOnlyList<PlanTask> group);

    /// <summary>Rough bytes that tasks of its group need together while they run, beside data and caches that all share.</summary>
    /// <param name="count">Number of tasks.</param>
    internal abstract long Memory(int count);

    /// <summary>Has tasks of its group computed.</summary>
    /// <param name="computer">Computes and keeps.</param>
    /// <param name="group">The tasks; those of a group that is no stack come one by one.</param>
    /// <returns>Those that are to be computed again, each alone.</returns>
    internal abstract IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group);

    /// <summary>The ending of a noun for so many.</summary>
    private protected static string Plural(IReadOnlyList<PlanTask> group) => group.Count == 1 ? "" : "s";

    /// <summary>The outputs of members that it reads.</summary>
    internal virtual IEnumerable<AskedOutputs> Outputs => [];
}
