using System.Text;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Formats.Files;
using Unlearn.Reporting.Csv;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.JUnit;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Parquet;

namespace Unlearn.Reporting;

/// <summary>
/// Writes reports into a run's folder. A file appears whole or not at all: it is written under a temporary name and then
/// renamed, replacing an older one.
/// </summary>
public static class ReportWriter
{
    /// <summary>Where the charts of the page go.</summary>
    public const string FiguresFolder = "figures";

    /// <summary>The file name of a format: <c>report.html</c>, <c>report.md</c>, <c>report.csv</c>, <c>report.parquet</c>, <c>junit.xml</c>.</summary>
    public static string FileName(ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => "report.html",
            ReportFormat.Markdown => "report.md",
            ReportFormat.Csv => "report.csv",
            ReportFormat.Parquet => "report.parquet",
            ReportFormat.Junit => "junit.xml",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "An unknown format."),
        };

    /// <summary>A report as text; <see cref="ReportFormat.Parquet"/> is none.</summary>
    public static string Render(ReportModel model, ReportFormat format) =>
        format switch
        {
            // Reports are read in terminals too: no text of data or manifests may command one.
            ReportFormat.Html => VisibleText.Escape(HtmlReport.Render(model)),
            ReportFormat.Markdown => VisibleText.Escape(MarkdownReport.Render(model)),
            ReportFormat.Csv => VisibleText.Escape(CsvReport.Render(model)),
            ReportFormat.Junit => JUnitReport.Render(model),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "An unknown format."),
        };

    /// <summary>Writes the chosen formats, each once; beside the page its charts, each a file <c>figures/NAME.svg</c>.</summary>
    /// <param name="model">The report.</param>
    /// <param name="formats">Which files.</param>
    /// <param name="folder">Where to; made if missing.</param>
    /// <returns>Full paths of the files, in the order of the formats.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(ReportModel model, IEnumerable<ReportFormat> formats, string folder)
    {
        List<string> written = [];
        foreach (ReportFormat format in formats.Distinct())
        {
            if (format == ReportFormat.Parquet)
            {
                written.Add(WriteWhole(folder, FileName(format), ParquetReport.Render(model)));
                continue;
            }

            string text = Render(model, format);
            written.Add(WriteWhole(folder, FileName(format), Encoding.UTF8.GetBytes(text)));
            if (format == ReportFormat.Html)
            {
                foreach ((string name, string figure) in PageFigures.In(text))
                {
                    WriteWhole(Path.Combine(folder, FiguresFolder), name, Encoding.UTF8.GetBytes(figure));
                }
            }
        }

        return written;
    }

    private static string WriteWhole(string folder, string name, byte[] content)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        WholeFile.Write(path, content);
        return path;
    }
}
