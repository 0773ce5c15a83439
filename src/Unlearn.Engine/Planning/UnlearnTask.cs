using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Planning;

/// <summary>Unlearns one member's forget set by editing its weights.</summary>
public sealed class UnlearnTask : WeightTask
{
    internal UnlearnTask(
        LearningProblem problem,
        string inputs,
        string row,
        string options,
        IWeightMethod method,
        ForgetRequest request,
        WeightTask original
    )
        : base(problem, "unlearn", inputs)
    {
        Row = row;
        Method = method;
        Request = request;
        Original = original;
        Dependencies = [original];
        Group = $"unlearn {row} {options}";
    }

    /// <summary>The row of the report that asked for it first.</summary>
    public string Row { get; }

    /// <summary>The method.</summary>
    public IWeightMethod Method { get; }

    /// <summary>What is to be forgotten.</summary>
    public ForgetRequest Request { get; }

    /// <summary>The model that forgets.</summary>
    public WeightTask Original { get; }

    /// <inheritdoc />
    public override long EstimatedGradients => Request.Original.Cost;

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <summary>Tasks of one row whose options differ, because each setting was tuned, never run as one stack.</summary>
    public override string Group { get; }
}
