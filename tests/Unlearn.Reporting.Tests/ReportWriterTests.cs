using Unlearn.Engine.Definition;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests;

public class ReportWriterTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() =>
        _folder = Path.Combine(Path.GetTempPath(), "unlearn-report-" + Guid.NewGuid().ToString("N"));

    [TearDown]
    public void RemoveFolder()
    {
        if (Environment.GetEnvironmentVariable("UNLEARN_KEEP_REPORT") is { Length: > 0 } keep)
        {
            Directory.CreateDirectory(keep);
            foreach (string file in Directory.GetFiles(_folder))
            {
                File.Copy(file, Path.Combine(keep, Path.GetFileName(file)), overwrite: true);
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Writes_each_chosen_format_once_and_leaves_nothing_else_behind()
    {
        ReportFormat[] formats =
        [
            ReportFormat.Html,
            ReportFormat.Markdown,
            ReportFormat.Csv,
            ReportFormat.Junit,
            ReportFormat.Html,
        ];
        IReadOnlyList<string> written = ReportWriter.Write(MockResults.Model(), formats, _folder);
        string[] names = ["report.html", "report.md", "report.csv", "junit.xml"];
        Assert.That(written.Select(Path.GetFileName), Is.EqualTo(names));
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(names));
    }

    [Test]
    public void Replaces_an_older_report()
    {
        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, "report.md");
        File.WriteAllText(path, "old");
        ReportWriter.Write(MockResults.Model(), [ReportFormat.Markdown], _folder);
        Assert.That(File.ReadAllText(path), Does.StartWith("# digits-forgetting"));
    }
}
