using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Reporting.Tests.Snapshots;

namespace Unlearn.Reporting.Tests.Markdown;

public class MarkdownSummaryTests
{
    [Test]
    public void Matches_the_snapshot() => Snapshot.Matches("summary.md", MarkdownSummary.Render(MockResults.Model()));

    [Test]
    public void Neither_time_nor_machine_is_in_it()
    {
        ReportModel slower = ReportModel.Create(
            MockResults.Results(),
            MockResults.Timings(MockResults.Results()) with
            {
                TotalSeconds = 1e6,
            },
            []
        );

        Assert.That(MarkdownSummary.Render(slower), Is.EqualTo(MarkdownSummary.Render(MockResults.Model())));
    }

    [Test]
    public void Hostile_text_starts_no_markup()
    {
        string hostile = MarkdownSummary.Render(
            ReportModel.Create(
                MockResults.HostileResults(),
                MockResults.Timings(MockResults.HostileResults()),
                MockResults.Environment()
            )
        );

        Assert.That(hostile, Does.Not.Match(@"(?<!\\)[<\[`*_]"));
    }

    [Test]
    public void A_tuned_row_shows_its_options_and_says_where_they_are_the_defaults()
    {
        string[] lines = MarkdownSummary.Render(MockResults.Model()).Split('\n');

        Assert.That(
            lines.First(static line => line.StartsWith("| influence ", StringComparison.Ordinal)),
            Does.EndWith("| damping 0.0316, solver exact |")
        );
        Assert.That(
            lines.First(static line => line.StartsWith("| newton ", StringComparison.Ordinal)),
            Does.EndWith("| defaults: damping 0.001, solver exact |")
        );
    }
}
