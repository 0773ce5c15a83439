using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>Members that answer together.</summary>
/// <param name="Members">One spec a constituent; their parents are their checkpoints.</param>
/// <param name="Aggregation">How their outputs become one.</param>
public sealed record Ensemble(IReadOnlyList<MemberSpec> Members, Aggregation Aggregation);
