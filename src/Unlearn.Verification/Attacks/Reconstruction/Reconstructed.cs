namespace Unlearn.Verification.Attacks.Reconstruction;

/// <summary>A deleted row, recovered from weights.</summary>
/// <param name="Row">The row; with a constant feature its scale is right, without one only its direction (unit length).</param>
/// <param name="Label">The recovered class of a classifier, or null for a regression.</param>
/// <param name="Scaled">Whether the scale of the row is known.</param>
public sealed record Reconstructed(double[] Row, int? Label, bool Scaled)
{
    /// <summary>
    /// Whether the sign of the row is known: by a constant column, or by a classifier's label. The residual of a regression gives its
    /// sign to the direction, and nobody but the row's owner knows it.
    /// </summary>
    public bool Signed => Scaled || Label is not null;
}
