namespace Unlearn.Engine.Planning;

/// <summary>Measures accuracies, gaps to the reference and costs of one trial.</summary>
public sealed class EvaluationTask : PlanTask
{
    internal EvaluationTask(ForgetCase forgetCase, string inputs, Target? before, Target target)
        : base(forgetCase.Problem, "evaluate", inputs)
    {
        Case = forgetCase;
        Before = before;
        Target = target;
        Dependencies = [.. target.Members, .. forgetCase.Reference.Members, .. before?.Members ?? []];
    }

    /// <summary>Scenario and seed.</summary>
    public ForgetCase Case { get; }

    /// <summary>The model before the request; null where the row answers no request (original, null row).</summary>
    public Target? Before { get; }

    /// <summary>The model that is measured.</summary>
    public Target Target { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;
}
