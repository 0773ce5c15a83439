using Unlearn.Core.Names;
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
    public string Role => ManifestNames.Kebab($"{Row.Role}");

    /// <summary>How the trial ended, likewise.</summary>
    public string Status => ManifestNames.Kebab($"{Trial.Status}");

    /// <summary>Which way the figure is good, likewise; null without a figure.</summary>
    public string? Direction => Figure is { } figure ? ManifestNames.Kebab($"{figure.Direction}") : null;
}
