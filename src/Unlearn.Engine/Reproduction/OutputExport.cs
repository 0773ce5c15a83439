using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data.Arrays;
using Unlearn.Verification;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Auditing;
using Unlearn.Verification.Evidence;

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
        var outputs = new OutputSource(
            weights,
            new OutputDemand(
                absent[false]
                    .SelectMany(static one => one.Attack.Task.Outputs)
                    .Select(static asked => asked with { Again = false }) // an export leaves the store as it is
            ),
            new ResultLedger(store, weights, static _ => { }),
            CacheBytes
        );
        var runner = new AttackRunner(outputs, new ProbeRunner(weights));
        return new ExportedParts(
            [
                .. absent[false]
                    .Select(one =>
                    {
                        string path = Path.Combine(folder, one.Trial.Id, $"{one.Attack.Name}.npz");
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        NpzArchive.Write(path, Arrays(runner.Input(one.Attack.Task, cancellationToken)));
                        return path;
                    }),
            ],
            [.. absent[true].Select(static one => one.Trial.Id).Distinct()]
        );
    }

    private static bool Absent(PlannedAttack attack, ResultStore store) =>
        attack.Task.Targets.Members.Any(member => !store.ContainsWeights(member.Key));

    private static IEnumerable<NamedArray> Arrays(AttackInput input)
    {
        yield return Logits("target", [input.Target], stacked: false);
        yield return new NamedArray("labels", [input.Labels.Length], Numbers(input.Labels));
        yield return new NamedArray("members", [input.Members.Length], Numbers(input.Members));
        foreach (
            (string name, ModelOutputs? own) in new[] { ("retain", input.Retain), ("population", input.Population) }
        )
        {
            if (own is not null)
            {
                yield return Logits(name, [own.Logits], stacked: false);
                yield return new NamedArray($"{name}_labels", [own.Labels.Length], Numbers(own.Labels));
            }
        }

        foreach (
            (string name, LogitTable? model) in new[]
            {
                ("original", input.Original),
                ("incompetent", input.Incompetent),
            }
        )
        {
            if (model is not null)
            {
                yield return Logits(name, [model], stacked: false);
            }
        }

        if (input.Shadows is { } shadows)
        {
            yield return Logits("shadow", shadows.Logits, stacked: true);
            yield return new NamedArray(
                "shadow_members",
                [shadows.Included.Count, input.Labels.Length],
                [.. shadows.Included.SelectMany(Numbers)]
            );
        }

        foreach (
            (string name, IReadOnlyList<LogitTable>? models) in new[]
            {
                ("shadow_population", input.ShadowPopulation),
                ("unlearned", input.UnlearnedShadows),
                ("retrained", input.Retrained),
            }
        )
        {
            if (models is { Count: > 0 })
            {
                yield return Logits(name, models, stacked: true);
            }
        }

        foreach (NamedArray features in Features(input))
        {
            yield return features;
        }
    }

    private static IEnumerable<NamedArray> Features(AttackInput input)
    {
        if (input.Representation is { } own)
        {
            yield return new NamedArray("target_features", [own.Points, own.Width], own.Values);
        }

        if (input.RetrainedRepresentations is { Count: > 0 } retrained)
        {
            yield return new NamedArray(
                "retrained_features",
                [retrained.Count, retrained[0].Points, retrained[0].Width],
                [.. retrained.SelectMany(static table => table.Values)]
            );
        }
    }

    private static NamedArray Logits(string name, IReadOnlyList<LogitTable> models, bool stacked)
    {
        int[] shape = [models[0].Points, models[0].Classes];
        return new NamedArray(
            $"{name}_logits",
            stacked ? [models.Count, .. shape] : shape,
            models.Count == 1 ? models[0].Values : [.. models.SelectMany(static table => table.Values)]
        );
    }

    private static double[] Numbers(int[] values) => Array.ConvertAll(values, static value => (double)value);

    private static double[] Numbers(bool[] values) => Array.ConvertAll(values, static value => value ? 1.0 : 0.0);
}
