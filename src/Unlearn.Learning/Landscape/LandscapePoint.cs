namespace Unlearn.Learning.Landscape;

/// <summary>A place in the plane of two weights and the loss there.</summary>
/// <param name="Weight1">First weight.</param>
/// <param name="Weight2">Second weight.</param>
/// <param name="Loss">The loss at these weights, in nats.</param>
public readonly record struct LandscapePoint(double Weight1, double Weight2, double Loss);
