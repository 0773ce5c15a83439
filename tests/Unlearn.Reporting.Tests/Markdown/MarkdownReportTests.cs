using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Reporting.Tests.Snapshots;

namespace Unlearn.Reporting.Tests.Markdown;

public class MarkdownReportTests
{
    private static readonly string Hostile = MarkdownReport.Render(
        ReportModel.Create(
            MockResults.HostileResults(),
            MockResults.Timings(MockResults.HostileResults()),
            MockResults.Environment()
        )
    );

    [Test]
    public void Matches_the_snapshot() => Snapshot.Matches("report.md", MarkdownReport.Render(MockResults.Model()));

    [Test]
    public void Every_row_of_a_table_has_as_many_cells_as_its_head()
    {
        int head = 0;
        foreach (string line in Hostile.Split('\n'))
        {
            int cells = line.StartsWith('|') ? Bars(line) : 0;
            head = head == 0 || cells == 0 ? cells : head;
            Assert.That(cells, Is.EqualTo(head), line);
        }
    }

    [Test]
    public void Hostile_text_starts_no_markup()
    {
        Assert.That(Hostile, Does.Not.Match(@"(?<!\\)[<\[`*_]"));
        Assert.That(Hostile.Split('\n').Count(static line => line.StartsWith('#')), Is.EqualTo(9));
    }

    [TestCase("a|b", "a\\|b")]
    [TestCase("a\nb\r\nc", "a b  c")]
    [TestCase("`x` *y* _z_ <b>", "\\`x\\` \\*y\\* \\_z\\_ \\<b\\>")]
    [TestCase("\\|", "\\\\\\|")]
    public void Escapes_what_markdown_would_read(string text, string expected) =>
        Assert.That(MarkdownText.Escape(text), Is.EqualTo(expected));

    [TestCase("1. one", "1\\. one")]
    [TestCase("- item", "\\- item")]
    [TestCase("    code", "code")]
    [TestCase("# head", "\\# head")]
    [TestCase("2026 was fine", "2026 was fine")]
    public void Escapes_what_would_start_a_block(string text, string expected) =>
        Assert.That(MarkdownText.EscapeLine(text), Is.EqualTo(expected));

    private static int Bars(string line)
    {
        int bars = 0;
        for (int index = 0; index < line.Length; index++)
        {
            if (line[index] == '\\')
            {
                index++;
            }
            else if (line[index] == '|')
            {
                bars++;
            }
        }

        return bars;
    }
}
