using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Models.Weights;

namespace Unlearn.Engine.Reproduction;

/// <summary>The models of a run as safetensors files, under the names and shapes that PyTorch's modules have.</summary>
public static class WeightExport
{
    /// <summary>
    /// Writes the model of every trial of a plan to a file named after the trial; where several members answer together, each
    /// to a file of its own in a folder named after the trial.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="filter">Which of its trials.</param>
    /// <param name="store">Where a run has left its models.</param>
    /// <param name="failed">Ids of trials that failed: those whose models do not exist are left out.</param>
    /// <param name="folder">Made where it is missing; files of the same names are replaced.</param>
    /// <returns>The files, in the order of the trials, then those that say how to use them.</returns>
    /// <exception cref="InputException">
    /// No trial matches, or a model of one that did not fail is not in the store; nothing is written then.
    /// </exception>
    public static ExportedParts Write(
        ExperimentPlan plan,
        TrialFilter filter,
        ResultStore store,
        IReadOnlySet<string> failed,
        string folder
    )
    {
        PlannedTrial[] chosen = [.. plan.Trials.Where(trial => filter.Chooses(trial.Id))];
        if (chosen.Length == 0)
        {
            throw new InputException($"No trial matches; trial ids look like '{plan.Trials.First().Id}'.");
        }

        ILookup<bool, PlannedTrial> absent = chosen.ToLookup(trial =>
            trial.Evaluation.Target.Members.Any(member => !store.ContainsWeights(member.Key))
        );
        if (absent[true].FirstOrDefault(trial => !failed.Contains(trial.Id)) is { } pruned)
        {
            throw new InputException(
                $"The model of '{pruned.Id}' is not in the store: the store was pruned. The same `unlearn run` makes it again."
            );
        }

        return new ExportedParts(
            [
                .. absent[false]
                    .SelectMany(Models)
                    .Select(model => Write(model.Member, store, Path.Combine(folder, $"{model.Name}.safetensors"))),
                .. absent[false]
                    .SelectMany(Models)
                    .Select(static model => model.Member.Problem)
                    .Where(static problem => problem.Data.Network is not TransformerNetwork) // their folders say it themselves
                    .DistinctBy(static problem => problem.Name)
                    .SelectMany(problem => ModelCard.Write(problem, folder)),
            ],
            [.. absent[true].Select(static trial => trial.Id)]
        );
    }

    private static IEnumerable<(WeightTask Member, string Name)> Models(PlannedTrial trial) =>
        trial.Evaluation.Target.Members is [var only]
            ? [(only, trial.Id)]
            : trial.Evaluation.Target.Members.Select(
                (member, index) => (member, string.Create(CultureInfo.InvariantCulture, $"{trial.Id}/member-{index}"))
            );

    private static string Write(WeightTask member, ResultStore store, string path)
    {
        Network network = member.Problem.Data.Network;
        StoredWeights stored =
            store.ReadWeights(member.Key, network.Layout)
            ?? throw new InputException(
                $"The stored weights {member.Key.Short} are damaged; run again to compute them."
            );
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (network is TransformerNetwork transformer)
        {
            // Python opens a language model as a folder.
            string folder = Path.ChangeExtension(path, null);
            HuggingFaceFolder.Save(transformer, stored.Row, folder, member.Problem.Data.Dataset.Sequences?.Tokenizer);
            return folder;
        }

        using ParameterStack stack = ParameterRows.ToStack(network.Layout, [stored.Row]);
        WeightFile.Save(network, stack, 0, path);
        return path;
    }
}
