namespace Unlearn.Verification.Evidence;

/// <summary>Marks scenarios that poison the points to forget: triggers on inputs, or labels swapped between two classes.</summary>
public interface IPoisonedPoints;
