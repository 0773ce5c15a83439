using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>One line of tidy data: a figure of a trial. A failed trial has one line without a figure.</summary>
/// <param name="Setting">Where.</param>
/// <param name="Row">Of what.</param>
/// <param name="Trial">Of which seed.</param>
/// <param name="Figure">The figure; null for a trial that has none.</param>
public sealed record FigureLine(SettingReport Setting, RowReport Row, TrialReport Trial, Figure? Figure)
{
    /// <summary>All lines of a report, in its order.</summary>
    public static IEnumerable<FigureLine> Of(ReportModel model) =>
        from setting in model.Settings
        from row in setting.Rows
        from trial in row.Trials
        from figure in trial.Figures.Cast<Figure?>().DefaultIfEmpty()
        select new FigureLine(setting, row, trial, figure);

    /// <summary>The row's role as tables write it.</summary>
    public string Role =>
        Row.Role switch
        {
            RowRole.Original => "original",
            RowRole.Reference => "reference",
            RowRole.Null => "null",
            _ => "method",
        };

    /// <summary>How the trial ended, likewise.</summary>
    public string Status => Trial.Status == TrialStatus.Completed ? "completed" : "failed";

    /// <summary>Which way the figure is good, likewise; null without a figure.</summary>
    public string? Direction =>
        Figure?.Direction switch
        {
            null => null,
            Verification.Evidence.Direction.Higher => "higher",
            Verification.Evidence.Direction.Lower => "lower",
            Verification.Evidence.Direction.CloserToReference => "closer-to-reference",
            _ => "none",
        };
}
