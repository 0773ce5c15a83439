using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Engine.Planning;

/// <summary>The data of a run in three lines per dataset, so that nobody trains on what was read as something else.</summary>
public static class DataLines
{
    private const int MostClasses = 8;
    private const int MostFeatures = 6;
    private const int LongestName = 40;

    /// <summary>The lines of every dataset, each once.</summary>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<LearningProblem> problems,
        IReadOnlyList<Named<IForgetScenario>> scenarios
    ) => [.. Datasets(problems).SelectMany(problem => Of(problem, scenarios))];

    /// <summary>What in the data is probably not meant, each with dataset and name before it.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<LearningProblem> problems) =>
        [
            .. Datasets(problems)
                .SelectMany(static problem =>
                    DataWarnings
                        .Of(problem.Data.Dataset)
                        .Select(note => $"{problem.DatasetName}: {note.Name}: {note.Text}")
                ),
            .. problems
                .Where(static problem =>
                    !(problem.Given?.Perplexity < problem.Data.Network.Classes)
                    && problem.Given is { Perplexity: not null }
                )
                .Select(static problem =>
                    $"{problem.Given!.File} predicts no better than chance: the usual causes are another tokenizer than the model was trained with, the other `rotary` convention, or transposed layers"
                ),
        ];

    private static IEnumerable<LearningProblem> Datasets(IEnumerable<LearningProblem> problems) =>
        problems.DistinctBy(static problem => problem.DatasetName);

    /// <summary>Points, features and sets; classes with their counts; what the scenarios' names and numbers mean.</summary>
    private static IEnumerable<string> Of(LearningProblem problem, IReadOnlyList<Named<IForgetScenario>> scenarios)
    {
        Dataset dataset = problem.Data.Dataset;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.DatasetName}: {dataset.Count} points of {Features(dataset)}; {Counts(DatasetInspector.Sets(problem.Split), int.MaxValue)}"
        );
        IReadOnlyList<NamedCount> classes = DatasetInspector.Classes(dataset);
        if (classes.Count > 0)
        {
            yield return $"{problem.DatasetName}: {classes.Count} classes: {Counts(classes, MostClasses)}";
        }

        string[] meanings =
        [
            .. scenarios
                .Select(scenario => (scenario.Id, Meaning: scenario.Value.Describe(dataset)))
                .Where(static scenario => scenario.Meaning is not null)
                .Select(static scenario => $"{scenario.Id} = {scenario.Meaning}"),
        ];
        if (meanings.Length > 0)
        {
            yield return $"{problem.DatasetName}: forget {string.Join("; ", meanings)}";
        }

        if (problem.Given is { Renamed.Count: > 0 } given)
        {
            yield return $"{given.File}: {string.Join(", ", given.Renamed)}, by shape and order";
        }
        if (problem.Given is { Perplexity: { } perplexity } weights)
        {
            int tokens = problem.Data.Network.Classes;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{weights.File}: perplexity {perplexity:G4} of the first rows ({tokens} is guessing)"
            );
        }
    }

    private static string Features(Dataset dataset) =>
        dataset.Sequences is { } texts
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"at most {texts.Longest} tokens ({texts.MostLabelled} labelled) of {texts.Vocabulary}"
            )
        : dataset.FeatureNames.IsEmpty ? string.Join(" x ", dataset.FeatureShape)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{dataset.FeatureCount} {(dataset.FeatureCount == 1 ? "feature" : "features")} ({string.Join(", ", dataset.FeatureNames.Take(MostFeatures))}{(dataset.FeatureCount > MostFeatures ? ", ..." : "")})"
        );

    private static string Counts(IReadOnlyList<NamedCount> counts, int most) =>
        string.Join(
            ", ",
            counts
                .Take(most)
                .Select(static one =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{VisibleText.Excerpt(one.Name, LongestName)} {one.Points}"
                    )
                )
        ) + (counts.Count > most ? ", ..." : "");
}
