namespace Unlearn.Verification.Evidence;

/// <summary>Last hidden layers on the attacked points.</summary>
/// <param name="Target">The target's.</param>
/// <param name="Retrained">Those of retrained models, one table per model, at least one.</param>
public sealed record RepresentationOutputs(FeatureTable Target, IReadOnlyList<FeatureTable> Retrained);
