using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn runs</c>: the runs under a folder.</summary>
internal sealed class RunsCommand : Verb
{
    private const int DigestDigits = 12;

    private readonly Consoles _consoles;
    private readonly Argument<string> _folder = new Argument<string>("folder")
    {
        Description = $"the folder of run folders; default: {RunLocator.RunsFolder}",
        DefaultValueFactory = static _ => RunLocator.RunsFolder,
    }.RefusingOptions();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public RunsCommand(Consoles consoles)
        : base("runs", "List runs, the latest first.")
    {
        _consoles = consoles;
        Add(_folder);
        Add(_format);
        SetAction(line => Run(RunSummary.List(line.GetRequiredValue(_folder)), line.GetValue(_format)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn runs", "runs of the current folder"),
        new("unlearn runs /shared/runs --format json", "for a program"),
    ];

    private int Run(IReadOnlyList<RunSummary> runs, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(runs, JsonOutput.Indented));
            return ExitCode.Fine;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("run", "started", "state", "tasks", "results");
        foreach (RunSummary run in runs)
        {
            table.AddRow(
                new Text(run.Name),
                new Text(run.Started?.ToString("u", CultureInfo.InvariantCulture) ?? ""),
                new Text(run.Status.Outcome ?? "running, or killed"),
                new Text(StatusCommand.Done(run.Status)),
                new Text(run.ResultsDigest?[..DigestDigits] ?? "")
            );
        }

        _consoles.Results.Write(table);
        return ExitCode.Fine;
    }
}
