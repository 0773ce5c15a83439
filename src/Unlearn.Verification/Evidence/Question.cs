namespace Unlearn.Verification.Evidence;

/// <summary>What evidence asks of models.</summary>
/// <param name="Models">Which models.</param>
/// <param name="Points">On which points they answer; null where the models themselves are looked at.</param>
public sealed record Question(ModelRole Models, PointRole? Points);
