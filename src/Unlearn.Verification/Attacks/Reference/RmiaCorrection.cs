namespace Unlearn.Verification.Attacks.Reference;

/// <summary>Which probabilities offline RMIA corrects for the references that it lacks, those trained with the point.</summary>
public enum RmiaCorrection
{
    /// <summary>Those of attacked and of population points alike, as the authors' code and Privacy Meter do.</summary>
    Everything,

    /// <summary>Those of attacked points only.</summary>
    AttackedPoints,
}
