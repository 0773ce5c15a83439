using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Verification.Attacks;

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
}
