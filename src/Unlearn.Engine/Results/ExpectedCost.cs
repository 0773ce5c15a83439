namespace Unlearn.Engine.Results;

/// <summary>What a sharded row's answer costs in the mean over all ways to divide the points, which a formula tells.</summary>
/// <param name="Row">The row.</param>
/// <param name="Gradients">Expected gradients of single points, mean over seeds.</param>
public sealed record ExpectedCost(string Row, double Gradients);
