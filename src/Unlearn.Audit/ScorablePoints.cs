using System.Globalization;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Audit;

/// <summary>
/// Leaves out points that an attack cannot score, because every shadow model was trained with them, or none was: with masks drawn point by
/// point a few always are.
/// </summary>
internal static class ScorablePoints
{
    /// <summary>The positions of the points that stay; null where all do, or none could.</summary>
    public static int[]? Of(IReferenceAttack attack, AttackInput input)
    {
        if (input.Get(ShadowEvidence.Kind) is not { } shadows)
        {
            return null;
        }

        (int with, int without) = attack.Least(shadows.Logits.Count);
        int[] kept =
        [
            .. Enumerable
                .Range(0, input.Labels.Length)
                .Where(point =>
                    shadows.Included.Count(mask => mask[point]) is var own
                    && own >= with
                    && shadows.Included.Count - own >= without
                ),
        ];
        bool bothSides = kept.Select(point => input.Members[point]).Distinct().Count() == 2;
        return bothSides && kept.Length < input.Labels.Length ? kept : null;
    }

    /// <summary>What is said of those that are left out.</summary>
    public static string Describe(AttackInput input, int[] kept)
    {
        HashSet<int> stay = [.. kept];
        int[] left = [.. Enumerable.Range(0, input.Labels.Length).Where(point => !stay.Contains(point))];
        IReadOnlyList<bool[]> masks = input.Get(ShadowEvidence.Kind)!.Included;
        int seen = left.Count(point => masks.Count(mask => mask[point]) * 2 > masks.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{left.Length} of {input.Labels.Length} points were left out: too few shadow models were trained without ({seen}) or with ({left.Length - seen}) them"
        );
    }

    /// <summary>The input of some of the points alone.</summary>
    public static AttackInput Keep(AttackInput input, int[] kept)
    {
        AttackInput some = input with
        {
            Target = Rows(input.Target, kept),
            Labels = [.. kept.Select(point => input.Labels[point])],
            Members = [.. kept.Select(point => input.Members[point])],
        };
        return input.Get(ShadowEvidence.Kind) is not { } shadows
            ? some
            : some.With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [.. shadows.Logits.Select(table => Rows(table, kept))],
                    [.. shadows.Included.Select(mask => kept.Select(point => mask[point]).ToArray())]
                )
            );
    }

    private static LogitTable Rows(LogitTable table, int[] kept) =>
        new([.. kept.SelectMany(point => table.Row(point).ToArray())], table.Classes);
}
