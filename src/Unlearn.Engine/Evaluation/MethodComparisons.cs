using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Every pair of methods of a setting under every score attack, by paired DeLong tests on the same points and seeds, combined over seeds
/// by Stouffer's rule. The pairs under one attack are a family (Holm).
/// </summary>
internal sealed class MethodComparisons(PlannedSetting setting, ResultLedger ledger)
{
    private readonly PairedScores _scores = new(ledger);

    /// <summary>The pairs that have a test, in the manifest's order of attacks and methods.</summary>
    public IReadOnlyList<MethodComparison> All()
    {
        PlannedRow[] methods = [.. setting.Rows.Where(static row => row.Recipe.Role == RowRole.Method)];
        return
        [
            .. methods
                .SelectMany(static row => row.Trials.SelectMany(static trial => trial.Attacks))
                .Select(static attack => attack.Name)
                .Distinct()
                .SelectMany(attack => Corrected([.. Pairs(methods, attack)])),
        ];
    }

    private IEnumerable<MethodComparison> Pairs(PlannedRow[] methods, string attack)
    {
        for (int i = 0; i < methods.Length; i++)
        {
            for (int k = i + 1; k < methods.Length; k++)
            {
                AucComparison?[] seeds = [.. Seeds(methods[i], methods[k], attack)];
                if (PairedScores.Combine(seeds) is { } p)
                {
                    double difference = seeds.Average(static seed => seed!.First - seed.Second);
                    yield return new MethodComparison(
                        attack,
                        methods[i].Recipe.Id,
                        methods[k].Recipe.Id,
                        difference,
                        p,
                        p
                    );
                }
            }
        }
    }

    private IEnumerable<AucComparison?> Seeds(PlannedRow first, PlannedRow second, string attack) =>
        first.Trials.Select(trial =>
            Task(trial, attack) is { } one
            && second.Trials.FirstOrDefault(other => other.Case.Seed == trial.Case.Seed) is { } same
            && Task(same, attack) is { } two
                ? _scores.Compare(one, two)
                : null
        );

    private static AttackTask? Task(PlannedTrial trial, string attack) =>
        trial.Attacks.FirstOrDefault(found => found.Name == attack)?.Task;

    private static IEnumerable<MethodComparison> Corrected(MethodComparison[] family) =>
        family.Zip(
            Holm.Adjust([.. family.Select(static pair => pair.P)]),
            static (pair, adjusted) => pair with { AdjustedP = adjusted }
        );
}
