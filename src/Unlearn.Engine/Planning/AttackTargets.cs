namespace Unlearn.Engine.Planning;

/// <summary>The models whose outputs one attack sees; lists that it does not need are empty.</summary>
public sealed record AttackTargets
{
    /// <summary>The attacked model.</summary>
    public required Target Target { get; init; }

    /// <summary>The model before forgetting, or null.</summary>
    public Target? Original { get; init; }

    /// <summary>The model retrained with the target's own seed, for attacks that compare weights; or null.</summary>
    public Target? Reference { get; init; }

    /// <summary>Shadow models, in pairs whose training sets are complementary halves of the pool.</summary>
    public IReadOnlyList<TrainTask> Shadows { get; init; } = [];

    /// <summary>Models that were trained with the forget set and unlearned it as the target did, with other seeds.</summary>
    public IReadOnlyList<Target> Unlearned { get; init; } = [];

    /// <summary>A model that was initialised and never trained, or null.</summary>
    public TrainTask? Incompetent { get; init; }

    /// <summary>Models retrained without the forget set, with other seeds.</summary>
    public IReadOnlyList<Target> Retrained { get; init; } = [];

    /// <summary>Members that the attack alone needs.</summary>
    public IEnumerable<WeightTask> VerificationMembers =>
        [
            .. Shadows,
            .. Incompetent is null ? [] : new[] { Incompetent },
            .. Unlearned.SelectMany(static model => model.Members),
            .. Retrained.SelectMany(static model => model.Members),
        ];

    /// <summary>All members behind them.</summary>
    public IEnumerable<WeightTask> Members =>
        [.. Target.Members, .. Original?.Members ?? [], .. Reference?.Members ?? [], .. VerificationMembers];
}
