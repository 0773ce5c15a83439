namespace Unlearn.Verification.Evidence;

/// <summary>Outputs of one model on labelled points.</summary>
/// <param name="Logits">One row per point.</param>
/// <param name="Labels">The true class of each point, 0-based.</param>
public sealed record ModelOutputs(LogitTable Logits, int[] Labels);
