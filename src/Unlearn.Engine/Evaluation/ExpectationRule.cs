using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Decides expectations from results alone. A comparison holds when the whole 95 % interval over seeds does (paired with the yardstick of
/// the same seed), so that luck of one run does not carry it; a single seed has its value only.
/// </summary>
public static class ExpectationRule
{
    /// <summary>Decides every expectation on every row that it names.</summary>
    /// <exception cref="Core.InputException">An expectation cannot be read.</exception>
    public static IReadOnlyList<ExpectationOutcome> Decide(
        IEnumerable<Expectation> expectations,
        IReadOnlyList<SettingResult> settings
    ) => [.. expectations.SelectMany(expectation => Decide(expectation, settings))];

    private static IEnumerable<ExpectationOutcome> Decide(
        Expectation expectation,
        IReadOnlyList<SettingResult> settings
    )
    {
        ClaimNode claim = expectation.Read();
        (SettingResult Setting, RowResult Row)[] rows =
        [
            .. settings.SelectMany(setting =>
                setting.Rows.Where(row => Names(claim.Rows, row)).Select(row => (setting, row))
            ),
        ];
        return rows.Length == 0
            ? [new ExpectationOutcome(Text(expectation), "", claim.Rows, false, "this run has no such row", null)]
            : rows.Select(place =>
                claim.Figure is null
                    ? Judge(expectation, claim, place.Setting, place.Row)
                    : Compare(expectation, claim, place.Setting, place.Row)
            );
    }

    // A star alone means methods; yardsticks are named by their ids.
    private static bool Names(string pattern, RowResult row) =>
        row.Role == RowRole.Method ? Matches(pattern, row.Id) || Matches(pattern, row.Method) : pattern == row.Id;

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(
            name,
            $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$",
            RegexOptions.CultureInvariant
        );

    private static ExpectationOutcome Judge(
        Expectation expectation,
        ClaimNode claim,
        SettingResult setting,
        RowResult row
    )
    {
        RowVerdict? verdict = setting.Verdicts.FirstOrDefault(found => found.Row == row.Id);
        return Outcome(
            expectation,
            setting,
            row,
            verdict is not null
                && claim.Verdicts.Contains(JsonNamingPolicy.KebabCaseLower.ConvertName(verdict.Verdict.ToString())),
            verdict is null
                ? "the row is what verdicts compare with and has none"
                : $"{verdict.Label}: {verdict.Sentence}",
            null
        );
    }

    private static ExpectationOutcome Compare(
        Expectation expectation,
        ClaimNode claim,
        SettingResult setting,
        RowResult row
    )
    {
        string figure = claim.Attack is null ? claim.Figure! : $"{claim.Attack}/{claim.Figure}";
        RowResult? yardstick = claim.Yardstick is { } id ? setting.Rows.FirstOrDefault(other => other.Id == id) : null;
        double[] values = claim.Yardstick is not null && yardstick is null ? [] : [.. Values(row, yardstick, figure)];
        if (values.Length == 0)
        {
            string missed = row.Summary.Any(found => found.Name == figure)
                ? ""
                : NearestName.Hint(figure, row.Summary.Select(static found => found.Name));
            return Outcome(
                expectation,
                setting,
                row,
                false,
                $"no seed has a figure '{figure}' to compare{missed}",
                null
            );
        }

        double mean = Moments.Mean(values);
        double deviation = Math.Sqrt(Moments.SampleVariance(values, mean));
        Interval? interval = values.Length < 2 ? null : StudentInterval.Of(mean, deviation, values.Length);
        double end = claim.IsAtLeast ? interval?.Lower ?? mean : interval?.Upper ?? mean;
        double missing = claim.IsAtLeast ? claim.Offset - end : end - claim.Offset;
        string against = claim.Yardstick is { } name ? $" from {name}" : "";
        return Outcome(
            expectation,
            setting,
            row,
            missing <= 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{mean:0.0000} [{interval?.Lower ?? mean:0.0000}, {interval?.Upper ?? mean:0.0000}]{against}"
            ),
            missing <= 0 ? null : missing
        );
    }

    private static IEnumerable<double> Values(RowResult row, RowResult? yardstick, string figure) =>
        yardstick is null
            ? row.Trials.Select(trial => Value(trial, figure)).OfType<double>()
            : (
                from trial in row.Trials
                join same in yardstick.Trials on trial.Seed equals same.Seed
                select Value(trial, figure) - Value(same, figure)
            ).OfType<double>();

    private static double? Value(TrialResult trial, string figure) =>
        trial.Figures.FirstOrDefault(found => found.Name == figure)?.Value;

    private static string Text(Expectation expectation) => $"{expectation.Key}: {expectation.Value}";

    private static ExpectationOutcome Outcome(
        Expectation expectation,
        SettingResult setting,
        RowResult row,
        bool holds,
        string found,
        double? missedBy
    ) =>
        new(Text(expectation), $"{setting.Dataset}/{setting.Model}/{setting.Scenario}", row.Id, holds, found, missedBy);
}
