using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests;

/// <summary>Small inputs with closed forms.</summary>
internal static class Inputs
{
    /// <summary>Two classes, label 0, logits (gap, 0), so that phi is the gap.</summary>
    public static AttackInput Gaps(double[] gaps, bool[] members) =>
        new()
        {
            Target = Table(gaps),
            Labels = new int[gaps.Length],
            Members = members,
        };

    public static LogitTable Table(params double[] gaps) => new([.. gaps.SelectMany(g => new[] { g, 0 })], 2);

    public static double Of(this AttackEvidence evidence, string figure) =>
        evidence.Figures.Single(f => f.Name == figure).Value!.Value;
}
