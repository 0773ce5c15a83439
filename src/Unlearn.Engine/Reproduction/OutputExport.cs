using Unlearn.Core;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Audits;

namespace Unlearn.Engine.Reproduction;

/// <summary>
/// What the attacks of a run saw, as NumPy archives: the outputs behind every figure, under the names that
/// <c>unlearn audit</c> reads, so that it gives the same figures.
/// </summary>
public static class OutputExport
{
    private const long CacheBytes = 256_000_000;

    /// <summary>Writes a file <c>TRIAL/ATTACK.npz</c> for every attack on outputs of every trial.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="filter">Which of its trials.</param>
    /// <param name="store">Where a run has left its models; their outputs are computed again, to the same bits.</param>
    /// <param name="failed">Ids of trials that failed: those whose models do not exist are left out.</param>
    /// <param name="folder">Made where it is missing; files of the same names are replaced.</param>
    /// <param name="cancellationToken">Ends it between two models.</param>
    /// <exception cref="InputException">
    /// No trial with such an attack matches, or a model of one that did not fail is not in the store; nothing is written then.
    /// </exception>
    public static ExportedParts Write(
        ExperimentPlan plan,
        TrialFilter filter,
        ResultStore store,
        IReadOnlySet<string> failed,
        string folder,
        CancellationToken cancellationToken
    )
    {
        (PlannedTrial Trial, PlannedAttack Attack)[] chosen =
        [
            .. plan
                .Trials.Where(trial => filter.Chooses(trial.Id))
                .SelectMany(static trial => trial.Attacks.Select(attack => (trial, attack)))
                .Where(static pair => pair.attack.Task.Attack is IOutputAttack),
        ];
        if (chosen.Length == 0)
        {
            throw new InputException(
                $"No trial with an attack on outputs matches; trial ids look like '{plan.Trials.First().Id}'."
            );
        }

        ILookup<bool, (PlannedTrial Trial, PlannedAttack Attack)> absent = chosen.ToLookup(one =>
            Absent(one.Attack, store)
        );
        if (absent[true].FirstOrDefault(one => !failed.Contains(one.Trial.Id)) is { Trial: not null } pruned)
        {
            throw new InputException(
                $"A model that '{pruned.Attack.Name}' saw in '{pruned.Trial.Id}' is not in the store: the store was pruned. The same `unlearn run` makes it again."
            );
        }

        var weights = new WeightSource(store, CacheBytes);
        var ledger = new ResultLedger(store, weights, static _ => { });
        var outputs = new OutputSource(
            weights,
            new OutputDemand(
                absent[false]
                    .SelectMany(static one => one.Attack.Task.Outputs)
                    .Select(static asked => asked with { Again = false }) // an export leaves the store as it is
            ),
            ledger,
            CacheBytes
        );
        var runner = new AttackRunner(
            outputs,
            new TextSource(weights, ledger) { Keeps = false },
            new ProbeRunner(weights)
        );
        return new ExportedParts(
            [
                .. absent[false]
                    .Select(one =>
                    {
                        string path = Path.Combine(folder, one.Trial.Id, $"{one.Attack.Name}.npz");
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        NpzArchive.Write(path, AuditInputs.Write(runner.Input(one.Attack.Task, cancellationToken)));
                        return path;
                    }),
            ],
            [.. absent[true].Select(static one => one.Trial.Id).Distinct()]
        );
    }

    private static bool Absent(PlannedAttack attack, ResultStore store) =>
        attack.Task.Targets.Members.Any(member => !store.ContainsWeights(member.Key));
}
