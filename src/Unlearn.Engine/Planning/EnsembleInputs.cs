using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Planning;

/// <summary>What several members that answer together are known by.</summary>
/// <param name="Aggregation">How they answer together.</param>
/// <param name="Members">Their keys.</param>
internal sealed record EnsembleInputs(Aggregation Aggregation, IReadOnlyList<string> Members);
