using Unlearn.Verification.Attacks;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>Which arrays an attack reads, by its kinds of evidence: the table behind the checks, the help and <c>docs/audit.md</c>.</summary>
internal static class AttackArrays
{
    /// <summary>Whether an attack looks inside of models alone, so that it runs without their outputs.</summary>
    public static bool IsBlindToOutputs(IOutputAttack attack) =>
        attack.Needs.Count > 0 && attack.Needs.All(static kind => kind.IsInside);

    /// <summary>The evidence that an attack reads where it is there.</summary>
    public static IReadOnlyList<EvidenceKind> Kinds(IOutputAttack attack) =>
        [.. attack.Needs.Concat(attack.Welcomes).Distinct()];

    /// <summary>Everything that it reads: the attacked points, then further evidence.</summary>
    public static IReadOnlyList<EvidenceArray> All(IOutputAttack attack) =>
        [
            .. AuditInputs.Attacked.Skip(IsBlindToOutputs(attack) ? 1 : 0),
            .. Kinds(attack).SelectMany(static kind => kind.Arrays),
        ];

    /// <summary>What an audit of the attack reads, in reading order.</summary>
    /// <param name="attack">The attack with its present options.</param>
    public static IReadOnlyList<ArrayNeed> Of(IOutputAttack attack)
    {
        HashSet<EvidenceArray> optional =
        [
            .. Kinds(attack)
                .Where(kind => !attack.Needs.Except(attack.Welcomes).Contains(kind))
                .SelectMany(static kind => kind.Arrays),
        ];
        return
        [
            .. All(attack)
                .Select(array => new ArrayNeed(
                    array with
                    {
                        Alternatives =
                        [
                            .. array.Alternatives.Where(name => attack.SeesPhiAlone || !OutputNames.IsPhi(name)),
                        ],
                    },
                    Required: !optional.Contains(array)
                )),
        ];
    }
}
