using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Ledger;

/// <summary>What making one member took.</summary>
/// <param name="Seconds">Seconds of one worker, when it was computed.</param>
/// <param name="Gradients">Single-point gradients.</param>
/// <param name="Figures">What the method that made it reported of its work.</param>
internal sealed record MemberCost(double Seconds, long Gradients, IReadOnlyList<Figure> Figures);
