using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Tool.Auditing;

/// <summary>Which arrays an attack reads: the table behind the checks, the help and <c>docs/audit.md</c>.</summary>
internal static class AttackArrays
{
    /// <summary>Whether an attack looks at representations alone, so that nobody need have outputs to run it.</summary>
    public static bool IsBlindToOutputs(AttackNeeds needs) =>
        (needs & ~AttackNeeds.NonMembers) == AttackNeeds.Representations;

    /// <summary>The arrays, in reading order.</summary>
    /// <param name="attack">The attack with its present options.</param>
    public static IReadOnlyList<ArrayNeed> Of(IOutputAttack attack)
    {
        bool onPhi = attack.SeesPhiAlone;
        AttackNeeds required = attack.Needs & ~attack.Welcomes;
        AttackNeeds all = attack.Needs | attack.Welcomes;

        bool onShadows = (required & AttackNeeds.Shadows) != 0;
        var arrays = new List<ArrayNeed>();
        if (!IsBlindToOutputs(attack.Needs))
        {
            Outputs("target", "points", onPhi);
        }

        arrays.Add(ArrayNeed.Of("labels", "points"));
        arrays.Add(ArrayNeed.Of("members", "points, 0 or 1"));
        Add(AttackNeeds.Shadows, () => Outputs("shadow", "models x points", onPhi));
        Add(AttackNeeds.Shadows, () => arrays.Add(ArrayNeed.Of("shadow_members", "models x points, 0 or 1")));
        Add(AttackNeeds.Retain, () => Labelled("retain", "retained points"));
        Add(AttackNeeds.Population, () => Labelled("population", "population points"));
        if (onShadows)
        {
            Add(AttackNeeds.Population, () => Outputs("shadow_population", "models x population points", onPhi));
        }

        Add(AttackNeeds.Original, () => Outputs("original", "points", onPhi));
        Add(AttackNeeds.UnlearnedShadows, () => Outputs("unlearned", "models x points", onPhi));
        Add(
            AttackNeeds.UnlearnedShadows | AttackNeeds.References,
            () => Outputs("retrained", "models x points", onPhi)
        );
        Add(AttackNeeds.Incompetent, () => Outputs("incompetent", "points", onPhi));
        Add(AttackNeeds.Representations, () => arrays.Add(ArrayNeed.Of("target_features", "points x columns")));
        Add(
            AttackNeeds.Representations,
            () => arrays.Add(ArrayNeed.Of("retrained_features", "models x points x columns"))
        );
        Add(
            AttackNeeds.Accuracies,
            () => arrays.Add(ArrayNeed.Of("unlearned_accuracies", "2: on retain and on test points"))
        );
        Add(
            AttackNeeds.Accuracies,
            () => arrays.Add(ArrayNeed.Of("retrained_accuracies", "2: on retain and on test points"))
        );

        return arrays;

        void Add(AttackNeeds need, Action add)
        {
            if ((all & need) == 0)
            {
                return;
            }

            int before = arrays.Count;
            add();
            for (int i = before; i < arrays.Count && (required & need) == 0; i++)
            {
                arrays[i] = arrays[i] with { Required = false };
            }
        }

        void Outputs(string group, string axes, bool phi) =>
            arrays.Add(
                ArrayNeed.Of(
                    $"{group}_logits",
                    $"{axes} x classes",
                    phi ? [$"{group}_probabilities", $"{group}_phi"] : [$"{group}_probabilities"]
                )
            );

        void Labelled(string group, string axes)
        {
            Outputs(group, axes, onPhi);
            arrays.Add(ArrayNeed.Of($"{group}_labels", axes));
        }
    }
}
