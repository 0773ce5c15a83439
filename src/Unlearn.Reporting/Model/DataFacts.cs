using System.Globalization;
using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Model;

/// <summary>What a reader of a report should know about the data, a sentence each.</summary>
internal static class DataFacts
{
    private const int MostClasses = 20;

    /// <summary>The classes of each dataset with their points, warnings, and what the scenarios' names and numbers mean.</summary>
    public static IEnumerable<string> Of(ExperimentResults results)
    {
        foreach (DatasetSummary data in results.Datasets)
        {
            if (data.ClassPoints.Count > 0)
            {
                string more = data.ClassPoints.Count > MostClasses ? ", ..." : "";
                yield return $"{data.Name}: {string.Join(", ", data.ClassPoints.Take(MostClasses).Select(static one => string.Create(CultureInfo.InvariantCulture, $"'{one.Name}' {one.Points}")))}{more} points.";
            }

            foreach (DataWarning warning in data.Warnings ?? [])
            {
                yield return $"{data.Name}: {warning.Name}: {warning.Text}.";
            }
        }

        foreach (
            string meaning in results
                .Settings.Where(static setting => setting.ScenarioMeaning is not null)
                .Select(static setting =>
                    $"{setting.Dataset}: scenario {setting.Scenario} forgets {setting.ScenarioMeaning}."
                )
                .Distinct()
        )
        {
            yield return meaning;
        }

        foreach (
            string asked in results
                .Settings.Where(static setting => setting.AskedPoints is not null)
                .Select(static setting =>
                    $"{setting.Dataset}, {setting.Scenario}: of those who ask {setting.AskedPoints!.Words()}."
                )
                .Distinct()
        )
        {
            yield return asked;
        }
    }
}
