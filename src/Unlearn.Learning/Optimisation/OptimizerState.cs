namespace Unlearn.Learning.Optimisation;

/// <summary>What a member's later steps depend on beside weights and gradients.</summary>
/// <param name="First">Velocity of SGD or mean gradient of Adam, laid out like the weights.</param>
/// <param name="Second">Mean squared gradient of Adam; empty for SGD.</param>
/// <param name="Steps">Steps that were taken.</param>
internal sealed record OptimizerState(float[] First, float[] Second, long Steps);
