using System.CommandLine;
using System.Text;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Formats.Files;
using Unlearn.Reporting;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Model;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn report</c>: the reports of runs that have ended, from their files alone.</summary>
internal sealed class ReportCommand : Verb
{
    private static readonly RunTimings NoTimings = new(
        0,
        new Dictionary<string, double>(),
        new Dictionary<string, double>()
    );

    private readonly Consoles _consoles;
    private readonly Argument<string[]> _runs = new Argument<string[]>("run")
    {
        Description =
            $"runs (folders, names under {RunLocator.RunsFolder}, 'latest'), or folders of runs, which get an {RunIndex.FileName} too; default: {RunLocator.RunsFolder}",
        DefaultValueFactory = static _ => [RunLocator.RunsFolder],
    }.RefusingOptions();
    private readonly Option<ReportFormat[]> _format = new("--format")
    {
        Description = "what to write; may be repeated; default: html and markdown",
        HelpName = "html|markdown|csv|parquet|junit",
        DefaultValueFactory = static _ => [ReportFormat.Html, ReportFormat.Markdown],
    };

    /// <summary>The verb.</summary>
    public ReportCommand(Consoles consoles)
        : base("report", "Write the reports of runs again from their files, and an index over all runs of a folder.")
    {
        _consoles = consoles;
        Add(_runs);
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn report", $"all runs of the current folder, and {RunLocator.RunsFolder}/{RunIndex.FileName}"),
        new("unlearn report latest --format csv", "one more format of a run that has ended"),
        new("unlearn report /shared/runs", "the index of another folder"),
    ];

    private int Run(ParseResult line)
    {
        ReportFormat[] formats = line.GetRequiredValue(_format);
        foreach (string given in line.GetRequiredValue(_runs))
        {
            if (IsRun(given) || RunSummary.List(given) is not { Count: > 0 } runs)
            {
                string folder = IsRun(given) ? given : RunLocator.Find(given).Folder;
                Write(folder, formats, required: true);
                continue;
            }

            foreach (RunSummary run in runs)
            {
                Write(run.Folder, formats, required: false);
            }

            WriteIndex(given, runs);
        }

        return ExitCode.Fine;
    }

    private void Write(string folder, ReportFormat[] formats, bool required)
    {
        var run = new RunFolder(folder);
        if (run.ReadResults() is not { } results)
        {
            if (required)
            {
                throw new InputException("the run has no results yet (`unlearn status` says how far it is)", folder);
            }

            return;
        }

        var outcome = new RunOutcome(results, run.ReadTimings() ?? NoTimings, run.Path);
        foreach (string file in RunReport.Write(outcome, new ReportOptions { Formats = formats }))
        {
            _consoles.Output.WriteLine(file);
        }
    }

    private void WriteIndex(string folder, IReadOnlyList<RunSummary> runs)
    {
        string path = Path.Combine(Path.GetFullPath(folder), RunIndex.FileName);
        IndexedRun[] indexed =
        [
            .. runs.Select(static run => new IndexedRun(
                run.Name,
                run.Started,
                run.Status.Outcome ?? "running, or killed",
                new RunFolder(run.Folder).ReadResults(),
                run.ResultsDigest,
                File.Exists(Path.Combine(run.Folder, ReportWriter.FileName(ReportFormat.Html)))
            )),
        ];
        WholeFile.Write(
            path,
            Encoding.UTF8.GetBytes(RunIndex.Render(Path.GetFileName(Path.GetDirectoryName(path)!), indexed))
        );
        _consoles.Output.WriteLine(path);
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunFolder.ResultsFile));
}
