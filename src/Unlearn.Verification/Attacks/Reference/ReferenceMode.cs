namespace Unlearn.Verification.Attacks.Reference;

/// <summary>Whether shadow models trained with the attacked point are used.</summary>
public enum ReferenceMode
{
    /// <summary>Shadows with and without the point: a likelihood ratio.</summary>
    Online,

    /// <summary>Only shadows without the point: a test against the OUT distribution.</summary>
    Offline,
}
