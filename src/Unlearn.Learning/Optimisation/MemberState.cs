namespace Unlearn.Learning.Optimisation;

/// <summary>Where a member stands between two steps.</summary>
/// <param name="Index">The member's <see cref="DescentMember.Index"/>.</param>
/// <param name="Taken">Steps that were taken.</param>
/// <param name="Weights">A copy of its row.</param>
/// <param name="Optimizer">Moments of the optimiser.</param>
internal sealed record MemberState(int Index, int Taken, float[] Weights, OptimizerState Optimizer);
