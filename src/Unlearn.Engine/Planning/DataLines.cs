using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Engine.Planning;

/// <summary>The data of a run in three lines a dataset, so that nobody trains on what was read as something else.</summary>
public static class DataLines
{
    private const int MostClasses = 8;
    private const int MostFeatures = 6;

    /// <summary>Points, features and sets; classes with their counts; what the scenarios' names and numbers mean.</summary>
    public static IEnumerable<string> Of(LearningProblem problem, IReadOnlyList<Named<IForgetScenario>> scenarios)
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
                .Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Points}"))
        ) + (counts.Count > most ? ", ..." : "");
}
