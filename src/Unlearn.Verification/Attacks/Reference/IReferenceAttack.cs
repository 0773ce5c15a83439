namespace Unlearn.Verification.Attacks.Reference;

/// <summary>An attack that compares the target with shadow models that were trained with a point, or without it.</summary>
public interface IReferenceAttack : IShadowAttack
{
    /// <summary>How many shadow models each point needs that were trained with it, and without it, for a score.</summary>
    /// <param name="shadows">Number of shadow models in all.</param>
    (int With, int Without) Least(int shadows);
}
