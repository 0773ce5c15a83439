namespace Unlearn.Verification.Statistics;

/// <summary>
/// PrivLeak (Shi et al. 2025, section 3.3): by how many per cent the chance that an attack is wrong differs from that on the retrained model. Near 0
/// is right, negative is under-forgetting, positive over-forgetting.
/// </summary>
/// <remarks>A quotient of small numbers; judge by the difference of AUCs with its interval, and by the null.</remarks>
public static class PrivacyLeak
{
    /// <summary>100 (u - r) / r with u, r = 1 - AUC; null where the attack is never wrong on the retrained model.</summary>
    /// <param name="unlearned">AUC of an attack on the unlearned model.</param>
    /// <param name="retrained">AUC of the same attack on the retrained one.</param>
    public static double? Of(double unlearned, double retrained) =>
        retrained < 1 ? 100 * (retrained - unlearned) / (1 - retrained) : null;
}
