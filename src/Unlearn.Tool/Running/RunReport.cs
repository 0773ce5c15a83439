using System.Globalization;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Reporting;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;

namespace Unlearn.Tool.Running;

/// <summary>Writes the report files of a run that has ended.</summary>
internal static class RunReport
{
    /// <summary>The formats that the manifest asks for.</summary>
    /// <returns>Full paths of the files.</returns>
    public static IReadOnlyList<string> Write(RunOutcome outcome, ReportOptions options)
    {
        var folder = new RunFolder(outcome.Folder);
        RunEnvironment? environment = folder.ReadEnvironment();
        ReportModel model = ReportModel.Create(
            outcome.Results,
            outcome.Timings,
            environment is null ? [] : Describe(environment),
            [$"unlearn reproduce {ShellWord.Of(Path.GetRelativePath(Environment.CurrentDirectory, outcome.Folder))}"],
            folder.ReadCurves()
        );
        return ReportWriter.Write(model, options.Formats, outcome.Folder);
    }

    /// <summary>The narrow tables of a run that has ended, in Markdown.</summary>
    public static string Summary(ExperimentResults results, RunTimings? timings) =>
        MarkdownSummary.Render(
            ReportModel.Create(
                results,
                timings ?? new RunTimings(0, new Dictionary<string, double>(), new Dictionary<string, double>()),
                []
            )
        );

    private static IReadOnlyList<KeyValuePair<string, string>> Describe(RunEnvironment environment)
    {
        double gibibytes = environment.Memory / (double)(1L << 30);
        (string Name, string? Value)[] facts =
        [
            ("unlearn", environment.Product),
            ("runtime", environment.Runtime),
            ("tensor library", environment.Library),
            ("loaded", environment.LibraryLoaded),
            ("system", $"{environment.System}, {environment.Architecture}"),
            ("processor", environment.Processor),
            ("cores", environment.Cores.ToString(CultureInfo.InvariantCulture)),
            ("memory", string.Create(CultureInfo.InvariantCulture, $"{gibibytes:F1} GiB")),
            ("workers", environment.Jobs.ToString(CultureInfo.InvariantCulture)),
            ("commit", environment.Commit),
            ("started", environment.Started.ToString("u", CultureInfo.InvariantCulture)),
            (RunFolder.ResultsFile, environment.ResultsDigest is { } digest ? $"SHA-256 {digest}" : null),
        ];
        return
        [
            .. facts
                .Where(static fact => fact.Value is not null)
                .Select(static fact => KeyValuePair.Create(fact.Name, fact.Value!)),
        ];
    }
}
