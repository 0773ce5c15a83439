using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Engine.Planning;

/// <summary>Which points of a case an attack looks at.</summary>
internal static class AttackedPoints
{
    /// <summary>The forget set and its non-members, or what was planted for the attack; null where the case has nothing for it.</summary>
    public static ProbePoints? Of(IVerificationAttack attack, ForgetCase one) =>
        attack.Attacked switch
        {
            AttackedSet.Triggers => one.Planted?.Triggered,
            AttackedSet.SwappedLabels => Confused(attack, one),
            _ => new ProbePoints(one.Request.Forget, one.NonMembers),
        };

    /// <summary>Refuses attacks that no case has anything for, and those that lack unseen points in one.</summary>
    /// <exception cref="InputException">Names the attack, and what would serve it.</exception>
    public static void Check(ExperimentDefinition definition, IReadOnlyList<ForgetCase> cases)
    {
        foreach (Named<IVerificationAttack> attack in definition.Attacks)
        {
            if (cases.All(one => Of(attack.Value, one) is null))
            {
                throw new InputException(
                    $"Attack '{attack.Id}' finds nothing to look at: {Remedy(attack.Value, cases)}"
                );
            }

            if (
                attack.Value.Needs.Contains(TruthEvidence.Kind) && cases.FirstOrDefault(HasNoWrongAnswers) is { } silent
            )
            {
                throw new InputException(
                    $"Attack '{attack.Id}' compares right with wrong answers, and for scenario '{silent.Scenario}' no point of '{silent.Problem.DatasetName}' that is forgotten has wrong ones. `tofu` and `fictitious-people` bring them; for `questions`, `wrongAnswers` names their column."
                );
            }

            if (
                attack.Value.NeedsNonMembers
                && cases.FirstOrDefault(one => Of(attack.Value, one) is { NonMembers.Count: 0 }) is { } lonely
            )
            {
                throw new InputException(
                    $"Attack '{attack.Id}' compares the points to be forgotten with unseen ones of the same kind, and for scenario '{lonely.Scenario}' of '{lonely.Problem.DatasetName}' there is none in the test set and in the population set. Make these sets larger, or choose attacks that need none ('u-lira', 'klom', 'accuracy-gap', ...)."
                );
            }
        }
    }

    private static bool HasNoWrongAnswers(ForgetCase one) =>
        one.Problem.Data.Dataset.Sequences is { } table
        && one.Request.Forget.Ids.All(point => table[point].WrongAnswers.Length == 0);

    private static ProbePoints? Confused(IVerificationAttack attack, ForgetCase one)
    {
        if (attack is not IClassPairAttack confusion || one.Planted?.Classes is not { } swapped)
        {
            return one.Planted?.Swapped;
        }

        (int First, int Second) pair = confusion.ClassesIn(one.Problem.Data.Dataset.ClassNames);
        return swapped == pair || swapped == (pair.Second, pair.First) ? one.Planted.Swapped : null;
    }

    private static string Remedy(IVerificationAttack attack, IReadOnlyList<ForgetCase> cases)
    {
        if (attack.Attacked == AttackedSet.Triggers)
        {
            return "no scenario plants a trigger; `poisoned: { fraction: 0.05, target: 0, trigger: { size: 3 } }` under `forget` does.";
        }

        string[] swapped =
        [
            .. cases
                .Where(static one => one.Planted?.Classes is not null)
                .Select(static one => Swap(one.Problem.Data.Dataset.ClassNames, one.Planted!.Classes!.Value))
                .Take(1),
        ];
        return swapped is [var swap]
            ? swap
            : "no scenario swaps labels; `poisoned: { fraction: 0.5, swap: [0, 1] }` under `forget` does.";
    }

    private static string Swap(ImmutableArray<string> names, (int First, int Second) classes) =>
        $"labels are swapped between the classes {names[classes.First]} and {names[classes.Second]}; give it `first: {names[classes.First]}` and `second: {names[classes.Second]}`.";
}
