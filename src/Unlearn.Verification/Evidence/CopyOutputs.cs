namespace Unlearn.Verification.Evidence;

/// <summary>Outputs on the attacked points of models that unlearned and of models that were retrained, each with a seed of its own.</summary>
/// <param name="Unlearned">One table per model that was trained with the forget set and then unlearned.</param>
/// <param name="Retrained">One table per model that was retrained without the forget set.</param>
public sealed record CopyOutputs(IReadOnlyList<LogitTable> Unlearned, IReadOnlyList<LogitTable> Retrained);
