using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>Checks and selections that the attacks on representations share.</summary>
internal static class Representations
{
    public static (FeatureTable Target, IReadOnlyList<FeatureTable> References) Require(
        AttackInput input,
        string attack
    )
    {
        (FeatureTable target, IReadOnlyList<FeatureTable> references) = input.Require(
            RepresentationEvidence.Kind,
            attack
        );
        InputChecks.CheckCount(references, 1, "retrained models' representations", attack);
        return (target, references);
    }

    public static FeatureTable Members(FeatureTable table, bool[] members)
    {
        var values = new List<double>();
        for (int i = 0; i < members.Length; i++)
        {
            if (members[i])
            {
                values.AddRange(table.Row(i));
            }
        }

        return new FeatureTable([.. values], table.Width);
    }
}
