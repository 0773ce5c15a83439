namespace Unlearn.Engine.Planning;

/// <summary>One trial: a seed of a row.</summary>
/// <param name="Id">Unique and stable: <c>digits/mlp/a-few/sisa-5/seed-0</c>.</param>
/// <param name="Case">Scenario and seed.</param>
/// <param name="Evaluation">Its accuracies and costs.</param>
/// <param name="Attacks">Its attacks, in manifest order.</param>
public sealed record PlannedTrial(
    string Id,
    ForgetCase Case,
    EvaluationTask Evaluation,
    IReadOnlyList<PlannedAttack> Attacks
)
{
    /// <summary>
    /// The same attacks on the case's reference, where it is not the setting's reference row but the method's own retraining;
    /// otherwise empty.
    /// </summary>
    public IReadOnlyList<PlannedAttack> ReferenceAttacks { get; init; } = [];

    /// <summary>The tasks whose results are the trial's.</summary>
    public IEnumerable<PlanTask> Tasks =>
        [Evaluation, .. Attacks.Concat(ReferenceAttacks).Select(static attack => attack.Task)];
}
