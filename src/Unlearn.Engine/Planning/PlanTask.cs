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

    /// <summary>Tasks whose results this one reads; one that is read twice may be named twice.</summary>
    public abstract IReadOnlyList<PlanTask> Dependencies { get; }

    /// <summary>Tasks that share it may run as one stack.</summary>
    public abstract string Group { get; }

    /// <summary>The outputs of members that it reads.</summary>
    internal virtual IEnumerable<AskedOutputs> Outputs => [];
}
