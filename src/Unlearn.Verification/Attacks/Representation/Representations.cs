using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>Checks and selections that the attacks on representations share.</summary>
internal static class Representations
{
    public static (FeatureTable Target, IReadOnlyList<FeatureTable> References) Require(
        AttackInput input,
        string attack
    )
    {
        FeatureTable target = InputChecks.Require(input.Representation, attack, "the target's representations");
        IReadOnlyList<FeatureTable> references = InputChecks.Require(
            input.RetrainedRepresentations,
            attack,
            "retrained models' representations"
        );
        if (references.Count == 0)
        {
            throw new InputException($"'{attack}' needs at least one retrained model's representations.");
        }

        foreach (FeatureTable table in references.Prepend(target))
        {
            if (table.Points != input.Labels.Length)
            {
                throw new InputException(
                    $"Representations of {table.Points} points for {input.Labels.Length} attacked points."
                );
            }

            if (table.Values.Any(v => !double.IsFinite(v)))
            {
                throw new InputException("A representation holds a value that is not finite.");
            }
        }

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
