using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Reproduction;

/// <summary>
/// Finds what is worse in a run than in its baseline: verdicts that turned bad, rows that are gone or failed, and figures that are better
/// high or low whose paired difference lies on the worse side with its whole interval over seeds, and by more than a tolerance.
/// </summary>
public static class RegressionRule
{
    /// <summary>How much worse figures that are no rates (gradients) may be, as a share of the baseline's.</summary>
    public const double Share = 0.05;

    /// <summary>Everything that is worse; empty where nothing is.</summary>
    /// <param name="baseline">The run that was good.</param>
    /// <param name="now">The run in question; its margin of utility is the tolerance of rates.</param>
    public static IReadOnlyList<Regression> Between(ExperimentResults baseline, ExperimentResults now)
    {
        var comparison = RunComparison.Of(baseline, now);
        Dictionary<string, LegendEntry> legend = now.Legend.ToDictionary(static entry => entry.Name);
        return
        [
            .. comparison.OnlyLeft.Select(static row => new Regression("", row, "row", "present", "absent", null)),
            .. Failures(baseline, now),
            .. comparison.Verdicts.Where(IsWorse).Select(Turned),
            .. comparison.Figures.Select(figure => Worse(figure, legend, now.Margins)).OfType<Regression>(),
        ];
    }

    private static IEnumerable<Regression> Failures(ExperimentResults baseline, ExperimentResults now) =>
        from row in Rows(now)
        join before in Rows(baseline) on row.Key equals before.Key
        where row.Failed > before.Failed
        select new Regression(row.Key.Setting, row.Key.Row, "failed", Seeds(before.Failed), Seeds(row.Failed), null);

    private static IEnumerable<((string Setting, string Row) Key, int Failed)> Rows(ExperimentResults results) =>
        results.Settings.SelectMany(static setting =>
            setting.Rows.Select(row =>
                (
                    ($"{setting.Dataset}/{setting.Model}/{setting.Scenario}", row.Id),
                    row.Trials.Count(static trial => trial.Status == TrialStatus.Failed)
                )
            )
        );

    private static string Seeds(int failed) => string.Create(CultureInfo.InvariantCulture, $"{failed} seeds failed");

    // Good, open, bad: a step down is a regression, from one kind of bad to another is none.
    private static bool IsWorse(VerdictChange change) => Grade(change.Second) < Grade(change.First);

    private static int Grade(Verdict verdict) =>
        verdict switch
        {
            Verdict.IsReference or Verdict.Exact or Verdict.Certified or Verdict.Forgotten => 2,
            Verdict.NotDecided => 1,
            _ => 0,
        };

    private static Regression Turned(VerdictChange change) =>
        new(
            change.Setting,
            change.Row,
            "verdict",
            VerdictText.Label(change.First),
            VerdictText.Label(change.Second),
            null
        );

    private static Regression? Worse(
        FigureComparison figure,
        Dictionary<string, LegendEntry> legend,
        VerdictMargins margins
    )
    {
        if (
            !legend.TryGetValue(figure.Figure, out LegendEntry? entry)
            || entry.Kind.Direction is not (Direction.Higher or Direction.Lower)
            || figure.Difference.Value is not { } difference
            || figure.Left is not { } before
            || figure.Right is not { } after
        )
        {
            return null;
        }

        double sign = entry.Kind.Direction == Direction.Higher ? -1 : 1;
        double worse = sign * difference;
        double surely = figure.Difference.Interval is { } interval
            ? Math.Min(sign * interval.Lower, sign * interval.Upper)
            : worse;
        double tolerance = entry.Kind.Scale == FigureScale.Rate ? margins.Utility : Share * Math.Abs(before);
        return surely > 0 && worse > tolerance
            ? new Regression(figure.Setting, figure.Row, figure.Figure, Number(before), Number(after), worse)
            : null;
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
