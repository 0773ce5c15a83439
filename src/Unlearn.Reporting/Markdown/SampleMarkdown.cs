using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Markdown;

/// <summary>What models say of a few forgotten texts, a table for each text.</summary>
internal static class SampleMarkdown
{
    /// <summary>Writes the samples of a setting; nothing where it has none.</summary>
    public static void Write(Action<string> line, SettingReport setting)
    {
        foreach (TextSample sample in setting.Curves?.Samples ?? [])
        {
            line("");
            line($"**{MarkdownText.Escape(sample.Prompt.Trim())}**");
            line("");
            line(MarkdownText.Row(["Model", "Answer, by the likeliest token each time"]));
            line(MarkdownText.Row(["---", "---"]));
            line(MarkdownText.Row(["*right answer*", MarkdownText.Escape(sample.Right.Trim())]));
            foreach (RowAnswer answer in sample.Answers)
            {
                line(
                    MarkdownText.Row([
                        MarkdownText.Escape(
                            setting.Rows.FirstOrDefault(row => row.Id == answer.Row)?.Title ?? answer.Row
                        ),
                        answer.Text.Trim() is { Length: > 0 } text ? MarkdownText.Escape(text) : "*nothing*",
                    ])
                );
                foreach (string drawn in answer.Drawn ?? [])
                {
                    line(MarkdownText.Row(["*taught to prefer*", MarkdownText.Escape(drawn.Trim())]));
                }
            }
        }
    }
}
