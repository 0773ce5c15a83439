using System.Globalization;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Planning;

/// <summary>Unlearns one member's forget set by editing its weights.</summary>
public sealed class UnlearnTask : WeightTask
{
    internal UnlearnTask(
        LearningProblem problem,
        string inputs,
        string row,
        string pass,
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
        Group = $"unlearn {pass}";
    }

    /// <summary>The row of the report that asked for it first.</summary>
    public string Row { get; }

    /// <summary>The method.</summary>
    public IWeightMethod Method { get; }

    /// <summary>What is to be forgotten.</summary>
    public ForgetRequest Request { get; }

    /// <summary>The model that forgets.</summary>
    public WeightTask Original { get; }

    /// <summary>What decides the answers that the method draws before it trains; null where it draws none.</summary>
    internal DrawnInputs? Draws =>
        Method is IDrawingMethod drawing
            ? new DrawnInputs(Request.Forget.Digest, drawing.Draws, Original.Key.Hex, $"{Request.Seed}")
            : null;

    /// <inheritdoc />
    public override long EstimatedGradients => Request.Original.Cost;

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <summary>
    /// The method with those options that one pass cannot vary: all of them, or where the method reads each member's own
    /// (<see cref="IWeightMethod.ReadsOwnOptions"/>) those that tuning does not search. So candidates run as one stack.
    /// </summary>
    public override string Group { get; }

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Unlearning;

    /// <inheritdoc />
    public override bool IsStacked => true;

    /// <inheritdoc />
    public override string EntryKind => "unlearned";

    /// <inheritdoc />
    public override string AskedBy => Row;

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group)
    {
        UnlearnTask[] tasks = [.. group.Cast<UnlearnTask>()];
        int settings = tasks.Select(static task => task.Method).Distinct().Count();
        string rows =
            tasks.Select(static task => task.Row).Distinct().Count() == 1
                ? Row
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{settings} settings of {CanonicalJson.TypeNameOf(Method)}"
                );
        return $"model{Plural(group)} unlearned by {rows}";
    }

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfUnlearning(Problem, Method, count);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group) =>
        computer.Unlearn([.. group.Cast<UnlearnTask>()]);

    /// <inheritdoc />
    internal override ParameterStack Make(
        IMemberWork work,
        IReadOnlyList<WeightTask> group,
        CostCounter cost,
        CancellationToken cancellationToken
    ) => work.Unlearn([.. group.Cast<UnlearnTask>()], cost, cancellationToken);
}
