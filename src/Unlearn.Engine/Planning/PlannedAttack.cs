namespace Unlearn.Engine.Planning;

/// <summary>One attack of one trial. Two entries of a manifest with the same options share the task, not the name.</summary>
/// <param name="Name">The attack's id in the manifest; its figures are named after it.</param>
/// <param name="Task">What runs.</param>
public sealed record PlannedAttack(string Name, AttackTask Task);
