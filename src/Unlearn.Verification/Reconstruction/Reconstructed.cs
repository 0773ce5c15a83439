namespace Unlearn.Verification.Reconstruction;

/// <summary>A deleted row, recovered from weights.</summary>
/// <param name="Row">The row; with a constant feature its scale is right, without one only its direction (unit length).</param>
/// <param name="Label">The recovered class of a classifier, or null for a regression.</param>
/// <param name="Scaled">Whether the scale of the row is known.</param>
public sealed record Reconstructed(double[] Row, int? Label, bool Scaled);
