using System.Globalization;
using Unlearn.Reporting.Csv;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Reporting.Tests.Snapshots;

namespace Unlearn.Reporting.Tests.Csv;

public class CsvReportTests
{
    private static readonly ReportModel Model = MockResults.Model();

    [Test]
    public void The_first_lines_match_the_snapshot() =>
        Snapshot.Matches("report-head.csv", string.Join('\n', CsvReport.Render(Model).Split('\n').Take(40)) + "\n");

    [Test]
    public void Has_a_line_for_each_figure_of_each_trial_and_one_for_each_failed_trial()
    {
        int figures = Model
            .Settings.SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials)
            .Sum(static trial => Math.Max(1, trial.Figures.Count));
        Assert.That(Read(CsvReport.Render(Model)), Has.Count.EqualTo(figures + 1));
    }

    [Test]
    public void Numbers_come_back_with_every_bit()
    {
        double[] expected =
        [
            .. Model
                .Settings.SelectMany(static setting => setting.Rows)
                .SelectMany(static row => row.Trials)
                .SelectMany(static trial => trial.Figures)
                .Select(static figure => figure.Value)
                .OfType<double>(),
        ];
        List<string[]> lines = Read(CsvReport.Render(Model));
        int column = Array.IndexOf(lines[0], "value");
        double[] actual =
        [
            .. lines
                .Skip(1)
                .Select(line => line[column])
                .Where(static text => text.Length > 0)
                .Select(static text => double.Parse(text, CultureInfo.InvariantCulture)),
        ];
        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Hostile_names_come_back_as_they_were()
    {
        ReportModel hostile = ReportModel.Create(
            MockResults.HostileResults(),
            MockResults.Timings(MockResults.HostileResults()),
            []
        );
        List<string[]> lines = Read(CsvReport.Render(hostile));
        Assert.That(lines.Skip(1).Select(static line => line[0]), Is.All.EqualTo(MockResults.HostileName));
        Assert.That(lines.Select(static line => line.Length), Is.All.EqualTo(lines[0].Length));
    }

    [Test]
    public void A_name_that_a_spreadsheet_would_run_is_defused()
    {
        ReportModel model = ReportModel.Create(
            MockResults.Results() with
            {
                Experiment = "=1+1",
            },
            MockResults.Timings(MockResults.Results()),
            []
        );
        Assert.That(Read(CsvReport.Render(model))[1][0], Is.EqualTo("'=1+1"));
    }

    /// <summary>RFC 4180 by hand, so that the writer is not checked by its own library.</summary>
    private static List<string[]> Read(string text)
    {
        List<string[]> lines = [];
        List<string> line = [];
        System.Text.StringBuilder field = new();
        bool quoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (quoted && character == '"' && index + 1 < text.Length && text[index + 1] == '"')
            {
                field.Append('"');
                index++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is (',' or '\n'))
            {
                line.Add(field.ToString());
                field.Clear();
                if (character == '\n')
                {
                    lines.Add([.. line]);
                    line.Clear();
                }
            }
            else
            {
                field.Append(character);
            }
        }

        return lines;
    }
}
