using System.Globalization;
using System.Text;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Markdown;

/// <summary>The report as GitHub tables: the same numbers and verdicts as the page, without figures.</summary>
public static class MarkdownReport
{
    /// <summary>Renders the report.</summary>
    public static string Render(ReportModel model)
    {
        StringBuilder text = new();
        void Line(string line = "") => text.Append(line).Append('\n');

        int failed = model.Failed.Count();
        Line($"# {MarkdownText.Escape(model.Results.Experiment)}");
        Line();
        Line(MarkdownText.EscapeLine(model.Results.Description));
        Line();
        Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Settings.Count} settings, {model.SeedCount} seeds, {model.TrialCount} trials ({failed} failed), {FigureText.Significant(model.TotalSeconds)} s. Means over seeds, 95 % intervals in brackets. ↑ higher, ↓ lower, ≈ closer to the retrained reference is better."
            )
        );
        foreach (SettingReport setting in model.Settings)
        {
            Setting(Line, setting);
        }

        Line();
        Line("## How verdicts are reached");
        Line();
        Line(MarkdownText.Escape(VerdictText.Statement(model.Results.Margins)));
        TuningMarkdown.Write(Line, model.Results.Tuning);
        Line();
        Line("## What verification cost");
        Line();
        Line(MarkdownText.Escape(model.Verification.Words));
        foreach (ShadowGain gain in model.Verification.Gains)
        {
            Line();
            Line(MarkdownText.Escape(gain.Words));
        }

        Failures(Line, model);
        Warnings(Line, model);
        About(Line, model);
        return text.ToString();
    }

    private static void Setting(Action<string> line, SettingReport setting)
    {
        FigureLegend[] columns =
        [
            .. MeasureGroup
                .Of(setting)
                .SelectMany(static group => group.Columns)
                .Select(static column => column.Legend),
            .. setting.Attacks.SelectMany(static attack => attack.Columns),
            .. CostFigures
                .Kinds.Prepend(TimeFigures.Seconds)
                .Concat(CertificateFigures.Kinds)
                .Select(setting.Legend)
                .OfType<FigureLegend>(),
        ];
        line("");
        line($"## {MarkdownText.Escape(setting.Title)}");
        line("");
        line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Forget {setting.Source.ForgetPoints} of {setting.Source.TrainPoints} training points; tested on {setting.Source.TestPoints}."
            )
        );
        if (OriginalNote.Of(setting) is { } note)
        {
            line("");
            line($"Weights from a file. {MarkdownText.Escape(note)}");
        }

        line("");
        line(
            MarkdownText.Row([
                "Row",
                "Kind",
                "Verdict",
                .. columns.Select(static legend =>
                    $"{MarkdownText.Escape(legend.Label)} {legend.DirectionSign}".Trim()
                ),
            ])
        );
        line(MarkdownText.Row(["---", "---", "---", .. columns.Select(static _ => "---:")]));
        foreach (RowReport row in setting.Rows)
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(row.Title),
                    MarkdownText.Escape(row.Kind),
                    row.Verdict?.Label ?? "",
                    .. columns.Select(legend => Cell(row.Find(legend.Name))),
                ])
            );
        }

        SampleMarkdown.Write(line, setting);
        Stream(line, setting);
        line("");
        line(MarkdownText.Row(["Row", "Verdict", "Because", "Would decide"]));
        line(MarkdownText.Row(["---", "---", "---", "---"]));
        foreach ((RowReport row, RowVerdict verdict) in setting.Rows.Where(Judged).Select(row => (row, row.Verdict!)))
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(row.Title),
                    verdict.Label,
                    MarkdownText.Escape(verdict.Sentence),
                    MarkdownText.Escape(verdict.WouldDecide ?? ""),
                ])
            );
        }

        line("");
        line(MarkdownText.Row(["Row", "Figure", "Finding", "Because"]));
        line(MarkdownText.Row(["---", "---", "---", "---"]));
        foreach (RowReport row in setting.Rows.Where(Judged))
        {
            foreach (Judgement judged in row.Verdict!.Evidence)
            {
                line(
                    MarkdownText.Row([
                        MarkdownText.Escape(row.Title),
                        MarkdownText.Escape(setting.Legend(judged.Figure)?.Label ?? judged.Figure),
                        VerdictText.Label(judged.Finding),
                        MarkdownText.Escape(judged.Sentence),
                    ])
                );
            }
        }
    }

    private static bool Judged(RowReport row) => row.Verdict is not null;

    private static void Stream(Action<string> line, SettingReport setting)
    {
        IReadOnlyList<StreamReport> rows = StreamReport.Of(setting.Source);
        if (rows.Count == 0)
        {
            return;
        }

        line("");
        line(
            MarkdownText.Row([
                "Row",
                "Answers",
                "Gradients an answer",
                "Dearest answer",
                "Points retrained an answer",
                $"{setting.LabelOf(TrialFigures.TestAccuracy)}, first",
                $"{setting.LabelOf(TrialFigures.TestAccuracy)}, last",
            ])
        );
        line(MarkdownText.Row(["---", "---:", "---:", "---:", "---:", "---:", "---:"]));
        foreach (StreamReport row in rows)
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(row.Id),
                    row.Steps.Count.ToString(CultureInfo.InvariantCulture),
                    FigureText.Significant(row.MeanGradients),
                    FigureText.Significant(row.MostGradients),
                    row.MeanPoints is { } points ? FigureText.Significant(points) : "–",
                    FigureText.Significant(row.Steps[0].TestAccuracy),
                    FigureText.Significant(row.Steps[^1].TestAccuracy),
                ])
            );
        }
    }

    private static string Cell(Figure? figure) => figure is null ? "–" : MarkdownText.Escape(FigureText.Full(figure));

    private static void Failures(Action<string> line, ReportModel model)
    {
        FailedTrial[] failed = [.. model.Failed];
        if (failed.Length == 0)
        {
            return;
        }

        line("");
        line("## Failed trials");
        line("");
        line(MarkdownText.Row(["Trial", "Reason"]));
        line(MarkdownText.Row(["---", "---"]));
        foreach (FailedTrial failure in failed)
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(failure.Trial.Id),
                    MarkdownText.Escape(failure.Trial.Reason ?? "no reason given"),
                ])
            );
        }
    }

    private static void Warnings(Action<string> line, ReportModel model)
    {
        if (model.Warned.Count == 0)
        {
            return;
        }

        line("");
        line("## What attacks warn of");
        line("");
        line(MarkdownText.Row(["Setting", "Row", "Trials", "Warning"]));
        line(MarkdownText.Row(["---", "---", "---:", "---"]));
        foreach (WarnedRow warned in model.Warned)
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(warned.Setting.Title),
                    MarkdownText.Escape(warned.Row.Title),
                    string.Create(CultureInfo.InvariantCulture, $"{warned.Trials} of {warned.Row.Trials.Count}"),
                    MarkdownText.Escape(warned.Words),
                ])
            );
        }
    }

    private static void About(Action<string> line, ReportModel model)
    {
        line("");
        line("## Data");
        line("");
        line(MarkdownText.Row(["Dataset", "Points", "Features", "Classes", "Train", "Test", "Population", "SHA-256"]));
        line(MarkdownText.Row(["---", "---:", "---:", "---:", "---:", "---:", "---:", "---"]));
        foreach (DatasetSummary data in model.Results.Datasets)
        {
            int[] numbers = [data.Points, data.Features, data.Classes, data.Train, data.Test, data.Population];
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(data.Name),
                    .. numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)),
                    MarkdownText.Escape(data.Digest),
                ])
            );
        }

        foreach (string fact in DataFacts.Of(model.Results))
        {
            line("");
            line(MarkdownText.Escape(fact));
        }

        line("");
        line("## Make it again");
        line("");
        foreach (string command in model.Reproduce)
        {
            line("    " + command.ReplaceLineEndings(" "));
        }

        line("");
        line(MarkdownText.Row(["Environment", ""]));
        line(MarkdownText.Row(["---", "---"]));
        foreach ((string name, string value) in model.Environment.Append(new("definition", model.Results.Definition)))
        {
            line(MarkdownText.Row([MarkdownText.Escape(name), MarkdownText.Escape(value)]));
        }
    }
}
