using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Markdown;

/// <summary>What tuning chose, as GitHub tables.</summary>
internal static class TuningMarkdown
{
    public static void Write(Action<string> line, TuningResult? tuning)
    {
        if (tuning is null)
        {
            return;
        }

        line("");
        line("## Tuning");
        line("");
        line(TuningLine.Statement(tuning));
        line("");
        line(
            MarkdownText.Row([
                "Setting",
                "Method",
                "Chosen",
                "Objective ↓",
                "With defaults",
                "Doing nothing",
                "Yardstick",
                "Candidates",
            ])
        );
        line(MarkdownText.Row(["---", "---", "---", "---:", "---:", "---:", "---:", "---:"]));
        foreach (TuningLine one in TuningLine.Of(tuning))
        {
            string failed =
                one.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {one.Failed} failed");
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(one.Setting),
                    MarkdownText.Escape(one.Row),
                    MarkdownText.Escape(
                        $"{(one.IsDefault ? "as written: " : "")}{one.Chosen}{(one.Helped ? "" : $" ({TuningLine.NothingHelped})")}"
                    ),
                    Cell(one.Objective),
                    Cell(one.Defaults),
                    one.Unmoved is null ? "" : Cell(one.Unmoved),
                    Cell(one.Yardstick),
                    string.Create(CultureInfo.InvariantCulture, $"{one.Candidates}{failed}"),
                ])
            );
        }

        if (tuning.Untuned.Count > 0)
        {
            line("");
            line(
                $"Not tuned: {string.Join("; ", tuning.Untuned.Select(static pair => MarkdownText.Escape($"{pair.Key} ({pair.Value})")))}."
            );
        }
    }

    private static string Cell(Figure? objective) =>
        objective is null ? "failed" : MarkdownText.Escape(FigureText.Full(objective));
}
