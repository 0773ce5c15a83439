using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Reproduction;

/// <summary>A trial whose two results are not the same.</summary>
/// <param name="Trial">The trial's id.</param>
/// <param name="What">The first figure that differs, or <c>status</c>, <c>reason</c>, <c>figures</c>, <c>missing</c>.</param>
/// <param name="Expected">What it was, in words.</param>
/// <param name="Found">What it is now, in words.</param>
public sealed record ResultDifference(string Trial, string What, string Expected, string Found)
{
    /// <summary>Compares two results trial by trial; equal results give an empty list.</summary>
    public static IReadOnlyList<ResultDifference> Between(ExperimentResults expected, ExperimentResults found)
    {
        Dictionary<string, TrialResult> before = Trials(expected);
        Dictionary<string, TrialResult> after = Trials(found);
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Select(id => Compare(id, before.GetValueOrDefault(id), after.GetValueOrDefault(id)))
                .OfType<ResultDifference>(),
        ];
    }

    private static Dictionary<string, TrialResult> Trials(ExperimentResults results) =>
        results
            .Settings.SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials)
            .ToDictionary(static trial => trial.Id);

    private static ResultDifference? Compare(string id, TrialResult? expected, TrialResult? found)
    {
        if (expected is null || found is null)
        {
            return new ResultDifference(id, "missing", Presence(expected), Presence(found));
        }

        if (expected.Status != found.Status)
        {
            return new ResultDifference(id, "status", $"{expected.Status}", $"{found.Status}");
        }

        if (expected.Reason != found.Reason)
        {
            return new ResultDifference(id, "reason", expected.Reason ?? "", found.Reason ?? "");
        }

        if (!expected.Figures.Select(static f => f.Name).SequenceEqual(found.Figures.Select(static f => f.Name)))
        {
            return new ResultDifference(id, "figures", Names(expected), Names(found));
        }

        return All(expected)
            .Zip(All(found))
            .Where(static pair => pair.First != pair.Second)
            .Select(pair => new ResultDifference(id, pair.First.Name, Words(pair.First), Words(pair.Second)))
            .FirstOrDefault();
    }

    private static IEnumerable<Figure> All(TrialResult trial) =>
        trial.Figures.Concat((trial.Steps ?? []).SelectMany(static step => step.Figures));

    private static string Presence(TrialResult? trial) => trial is null ? "absent" : "present";

    private static string Names(TrialResult trial) =>
        string.Join(", ", trial.Figures.Select(static figure => figure.Name));

    // Round-trip digits: two numbers that differ must not look the same.
    private static string Words(Figure figure) =>
        FormattableString.Invariant(
            $"{figure.Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? figure.NotResolvable} [{figure.Interval?.Lower:R}, {figure.Interval?.Upper:R}] n = {figure.Count}"
        );
}
