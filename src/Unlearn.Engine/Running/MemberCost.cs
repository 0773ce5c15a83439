namespace Unlearn.Engine.Running;

/// <summary>What making one member took.</summary>
/// <param name="Seconds">Seconds of one worker, when it was computed.</param>
/// <param name="Gradients">Single-point gradients.</param>
internal readonly record struct MemberCost(double Seconds, long Gradients);
