using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Outputs that a task reads: what members answer on points.</summary>
/// <param name="Members">The members.</param>
/// <param name="Points">The points.</param>
/// <param name="Again">Whether later runs are likely to ask the same members for the same points, so that the store keeps the answers.</param>
internal sealed record AskedOutputs(IEnumerable<WeightTask> Members, PointSet Points, bool Again);
