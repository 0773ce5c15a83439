using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios.Planting;

/// <summary>The points that an attack looks at.</summary>
/// <param name="Members">Points that the model once saw, or that carry what it saw.</param>
/// <param name="NonMembers">Points that they are compared with.</param>
public sealed record ProbePoints(PointSet Members, PointSet NonMembers);
