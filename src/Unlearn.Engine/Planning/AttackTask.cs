using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Planning;

/// <summary>Runs one attack on one trial's model.</summary>
public sealed class AttackTask : PlanTask
{
    /// <summary>Version of how the attack's inputs are put together; part of its key.</summary>
    public const int Version = 5;

    internal AttackTask(
        ForgetCase forgetCase,
        string inputs,
        string name,
        IVerificationAttack attack,
        AttackTargets targets,
        ProbePoints points
    )
        : base(forgetCase.Problem, "attack", inputs)
    {
        Case = forgetCase;
        Name = name;
        Attack = attack;
        Targets = targets;
        Points = points;
        Dependencies = [.. targets.Members];
    }

    /// <summary>Scenario and seed.</summary>
    public ForgetCase Case { get; }

    /// <summary>The id in the manifest of the first entry that asked for it.</summary>
    public string Name { get; }

    /// <summary>The attack.</summary>
    public IVerificationAttack Attack { get; }

    /// <summary>The models whose outputs it sees.</summary>
    public AttackTargets Targets { get; }

    /// <summary>The points that it looks at.</summary>
    public ProbePoints Points { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => $"attack {Name}";

    /// <inheritdoc />
    internal override IEnumerable<AskedOutputs> Outputs => Attack is IOutputAttack ? Asked() : [];

    // Attacks whose headline is worth having of retained points look at those too, against all test points.
    private bool IsRepeated => Attack.Kinds[0].Name == ScoreFigures.Auc.Name || Asks(ModelRole.Unlearned);

    /// <summary>Whether the attack asks for models of a role.</summary>
    internal bool Asks(ModelRole role) => Attack.Needs.Any(kind => kind.Asks(role));

    /// <summary>Points of the case by what they are to the attack, except for the attacked ones.</summary>
    internal PointSet PointsOf(PointRole role) =>
        role switch
        {
            PointRole.Retain => Case.Request.Retain,
            PointRole.Test => Problem.Test,
            PointRole.Population => Problem.Population,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "attacked points have two sides"),
        };

    private IEnumerable<AskedOutputs> Asked() =>
        from question in Attack
            .Needs.SelectMany(static kind => kind.Questions)
            .Prepend(new Question(ModelRole.Target, PointRole.Attacked))
            .Distinct()
        where question.Points is not null
        let members = Targets.Of(question.Models).SelectMany(static model => model.Members).ToArray()
        from points in question.Points == PointRole.Attacked ? Attacked() : [PointsOf(question.Points!.Value)]
        select new AskedOutputs(members, points, Again: true);

    private PointSet[] Attacked() =>
        IsRepeated
            ? [Points.Members, Points.NonMembers, Case.RetainedSample, Problem.Test]
            : [Points.Members, Points.NonMembers];

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Measuring;

    /// <inheritdoc />
    public override string EntryKind => "attack";

    /// <inheritdoc />
    public override string AskedBy => Name;

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"trial{Plural(group)} attacked by {Name}";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfEvaluation(this) + TaskMemory.OfTables(this);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Measure(this);
        return [];
    }
}
