namespace Unlearn.Learning.Landscape;

/// <summary>A model and its own loss, seen from a plane.</summary>
/// <param name="Across">Along the first axis, in units of filters' norms.</param>
/// <param name="Up">Along the second.</param>
/// <param name="Away">Its distance from the plane; where it is not 0, <paramref name="Loss"/> is not the map's at that place.</param>
/// <param name="Loss">The model's loss, in nats.</param>
public sealed record PlanePoint(double Across, double Up, double Away, double Loss);
