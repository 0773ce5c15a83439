using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn status</c>: how far a run is, read from its events; also while it runs elsewhere.</summary>
internal sealed class StatusCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }.RefusingOptions();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public StatusCommand(Consoles consoles)
        : base("status", "Show how far a run is, also while it runs in another process.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_format);
        SetAction(line => Run(RunLocator.Find(line.GetRequiredValue(_run)), line.GetValue(_format)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn status", "the latest run of the current folder"),
        new("unlearn status quickstart-20260304-120506", "a certain one"),
    ];

    /// <summary>Done of total, cached tasks included.</summary>
    public static string Done(RunStatus status) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Min(status.Tasks, status.Cached + status.Finished)}/{status.Tasks}"
        );

    private int Run(RunSummary run, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(run, JsonOutput.Indented));
            return ExitCode.Fine;
        }

        RunStatus status = run.Status;
        _consoles.Output.WriteLine($"{run.Name}: {status.Outcome ?? "running, or killed"}, {Done(status)} tasks");
        _consoles.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"started {run.Started:u}, last event {status.LastEvent:u}")
        );
        foreach ((int worker, string work) in status.Running)
        {
            _consoles.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"worker {worker}: {work}"));
        }

        foreach (string failure in status.Failures)
        {
            _consoles.Output.WriteLine($"failed: {FirstLine.Of(failure)}");
        }

        foreach (string warning in status.Warnings)
        {
            _consoles.Output.WriteLine($"warning: {warning}");
        }

        return ExitCode.Fine;
    }
}
