namespace Unlearn.Verification.Evidence;

/// <summary>What greedy answers have in common with the right ones, by ROUGE-L (<see cref="Signals.Tokens.RougeL"/>).</summary>
/// <param name="Recall">Per point, in [0, 1].</param>
/// <param name="F1">Per point, in [0, 1].</param>
public sealed record RougeOverlaps(double[] Recall, double[] F1);
