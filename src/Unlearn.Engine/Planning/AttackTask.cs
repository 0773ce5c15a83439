using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Planning;

/// <summary>Runs one attack on one trial's model.</summary>
public sealed class AttackTask : PlanTask
{
    /// <summary>Version of how the attack's inputs are put together; part of its key.</summary>
    public const int Version = 4;

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

    private IEnumerable<AskedOutputs> Asked()
    {
        AttackNeeds needs = Attack.Needs;
        bool loop = needs.HasFlag(AttackNeeds.UnlearnedShadows);
        WeightTask[] copies =
        [
            .. Targets.Unlearned.Concat(Targets.Retrained).SelectMany(static model => model.Members),
        ];
        WeightTask[] attacked = [.. Targets.Target.Members, .. Targets.Original?.Members ?? [], .. Targets.Shadows];
        WeightTask[] all =
        [
            .. attacked,
            .. copies,
            .. Targets.Incompetent is { } untrained ? [untrained] : (WeightTask[])[],
        ];
        WeightTask[] scored = loop ? [.. attacked, .. copies] : attacked;
        yield return Of(all, Points.Members);
        yield return Of(all, Points.NonMembers);

        // Retained points are attacked too, against all test points.
        yield return Of(scored, Case.RetainedSample);
        yield return Of(scored, Problem.Test);
        if (needs.HasFlag(AttackNeeds.Retain))
        {
            yield return Of([.. Targets.Target.Members], Case.Request.Retain);
        }

        if (needs.HasFlag(AttackNeeds.Accuracies))
        {
            yield return Of(copies, Case.Request.Retain);
        }

        if (needs.HasFlag(AttackNeeds.Population))
        {
            yield return Of([.. Targets.Target.Members, .. Targets.Shadows], Problem.Population);
        }

        static AskedOutputs Of(WeightTask[] members, PointSet points) => new(members, points, Again: true);
    }
}
