using MathNet.Numerics.Statistics;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Reproduction;

/// <summary>Two runs side by side: what differs between their inputs, and paired differences of their figures.</summary>
/// <param name="Inputs">What differs between the inputs, in words; empty where nothing does.</param>
/// <param name="Figures">Figures of rows that both runs have.</param>
/// <param name="OnlyLeft">Rows of the first run alone.</param>
/// <param name="OnlyRight">Rows of the second run alone.</param>
public sealed record RunComparison(
    IReadOnlyList<string> Inputs,
    IReadOnlyList<FigureComparison> Figures,
    IReadOnlyList<string> OnlyLeft,
    IReadOnlyList<string> OnlyRight
)
{
    /// <summary>Rows of both runs whose verdicts differ.</summary>
    public IReadOnlyList<VerdictChange> Verdicts { get; init; } = [];

    /// <summary>Compares two runs.</summary>
    /// <param name="left">Results of the first.</param>
    /// <param name="right">Results of the second.</param>
    /// <param name="leftEnvironment">Where the first was made, or null.</param>
    /// <param name="rightEnvironment">Where the second was made, or null.</param>
    /// <param name="definitions">What each run was asked for; null where that is not known, and only told whether it differs.</param>
    public static RunComparison Of(
        ExperimentResults left,
        ExperimentResults right,
        RunEnvironment? leftEnvironment = null,
        RunEnvironment? rightEnvironment = null,
        (ExperimentDefinition Left, ExperimentDefinition Right)? definitions = null
    )
    {
        Dictionary<(string, string), RowResult> before = Rows(left);
        Dictionary<(string, string), RowResult> after = Rows(right);
        return new RunComparison(
            [.. InputsOf(left, right, before, after, definitions), .. Packages(leftEnvironment, rightEnvironment)],
            [
                .. before
                    .Where(row => after.ContainsKey(row.Key))
                    .SelectMany(row => Compare(row.Key, row.Value, after[row.Key])),
            ],
            [.. before.Keys.Except(after.Keys).Select(Name)],
            [.. after.Keys.Except(before.Keys).Select(Name)]
        )
        {
            Verdicts = [.. Changes(left, right)],
        };
    }

    private static IEnumerable<VerdictChange> Changes(ExperimentResults left, ExperimentResults right) =>
        from first in VerdictsOf(left)
        join second in VerdictsOf(right)
            on (first.Setting, first.Verdict.Row) equals (second.Setting, second.Verdict.Row)
        where first.Verdict.Verdict != second.Verdict.Verdict
        select new VerdictChange(first.Setting, first.Verdict.Row, first.Verdict.Verdict, second.Verdict.Verdict);

    private static IEnumerable<(string Setting, RowVerdict Verdict)> VerdictsOf(ExperimentResults results) =>
        results.Settings.SelectMany(static setting => setting.Verdicts.Select(verdict => (NameOf(setting), verdict)));

    private static string NameOf(SettingResult setting) => $"{setting.Dataset}/{setting.Model}/{setting.Scenario}";

    private static string Name((string Setting, string Row) key) => $"{key.Setting}/{key.Row}";

    private static Dictionary<(string, string), RowResult> Rows(ExperimentResults results) =>
        results
            .Settings.SelectMany(static setting => setting.Rows.Select(row => (NameOf(setting), row)))
            .ToDictionary(static item => (item.Item1, item.row.Id), static item => item.row);

    private static IEnumerable<string> InputsOf(
        ExperimentResults left,
        ExperimentResults right,
        Dictionary<(string, string), RowResult> before,
        Dictionary<(string, string), RowResult> after,
        (ExperimentDefinition Left, ExperimentDefinition Right)? definitions
    )
    {
        if (left.Definition != right.Definition)
        {
            foreach (string difference in definitions is { } known ? Differences(known) : ["the definitions differ"])
            {
                yield return difference;
            }
        }

        foreach (DatasetSummary dataset in left.Datasets)
        {
            DatasetSummary? other = right.Datasets.FirstOrDefault(found => found.Name == dataset.Name);
            if (other is not null && other.Digest != dataset.Digest)
            {
                yield return $"the content of dataset {dataset.Name} differs";
            }
        }

        foreach (((string, string) key, RowResult row) in before)
        {
            if (after.TryGetValue(key, out RowResult? other) && other.Options != row.Options)
            {
                yield return $"{Name(key)}: {row.Options} -> {other.Options}";
            }
        }
    }

    private static IEnumerable<string> Differences(
        (ExperimentDefinition Left, ExperimentDefinition Right) definitions
    ) =>
        DefinitionDifference
            .Between(definitions.Left, definitions.Right)
            .Select(static difference => difference.ToString());

    private static IEnumerable<string> Packages(RunEnvironment? left, RunEnvironment? right) =>
        left is null || right is null
            ? []
            : left
                .Packages.Keys.Union(right.Packages.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => (name, left.Packages.GetValueOrDefault(name), right.Packages.GetValueOrDefault(name)))
                .Where(static package => package.Item2 != package.Item3)
                .Select(static package => $"{package.name} {package.Item2 ?? "absent"} -> {package.Item3 ?? "absent"}");

    private static IEnumerable<FigureComparison> Compare(
        (string Setting, string Row) key,
        RowResult left,
        RowResult right
    )
    {
        foreach (Figure figure in left.Summary)
        {
            if (right.Summary.FirstOrDefault(found => found.Name == figure.Name) is { } other)
            {
                yield return new FigureComparison(
                    key.Setting,
                    key.Row,
                    figure.Name,
                    figure.Value,
                    other.Value,
                    Difference(figure, left, right)
                );
            }
        }
    }

    private static Figure Difference(Figure figure, RowResult left, RowResult right)
    {
        double[] differences =
        [
            .. from before in left.Trials
            join after in right.Trials on before.Seed equals after.Seed
            let first = ValueOf(before, figure.Name)
            let second = ValueOf(after, figure.Name)
            where first is not null && second is not null
            select second.Value - first.Value,
        ];
        Figure difference = figure with { Count = differences.Length, Interval = null, NotResolvable = null };
        if (differences.Length == 0)
        {
            return difference with { Value = null, NotResolvable = "no seed has it in both runs" };
        }

        double mean = ArrayStatistics.Mean(differences);
        return difference with
        {
            Value = mean,
            Interval =
                differences.Length > 1 && double.IsFinite(mean)
                    ? StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(differences), differences.Length)
                    : null,
        };
    }

    private static double? ValueOf(TrialResult trial, string name) =>
        trial.Figures.FirstOrDefault(figure => figure.Name == name)?.Value;
}
