namespace Unlearn.Verification.Evidence;

/// <summary>Outputs of shadow models on the attacked points.</summary>
/// <param name="Logits">One table per shadow, all of the same shape.</param>
/// <param name="Included">For each shadow, whether each attacked point was in its training set.</param>
public sealed record ShadowOutputs(IReadOnlyList<LogitTable> Logits, IReadOnlyList<bool[]> Included);
