namespace Unlearn.Learning.Landscape;

/// <summary>Where a model stands, seen from a plane, in units of filters' norms.</summary>
/// <param name="Across">Along the first axis.</param>
/// <param name="Up">Along the second.</param>
/// <param name="Away">Its distance from the plane; 0 for the three models that span it.</param>
public readonly record struct PlanePlace(double Across, double Up, double Away);
