namespace Unlearn.Learning.Optimisation;

/// <summary>One gradient step of one member.</summary>
/// <param name="Epoch">0-based epoch, for losses and schedules that change over time.</param>
/// <param name="Rate">Learning rate of this step.</param>
/// <param name="Points">Ids of the batch; may be empty.</param>
/// <param name="Companions">Ids of a second batch for losses over two sets; empty without one.</param>
internal sealed record DescentStep(int Epoch, double Rate, int[] Points, int[] Companions);
