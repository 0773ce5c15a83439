using System.CommandLine;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn show</c>: the tables of a run that has ended.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }
        .RefusingOptions()
        .SuggestingRuns();

    private readonly Option<ShowFormat> _format = new("--format")
    {
        Description = "table for people (the default), markdown for documents, json for programs",
        HelpName = "table|markdown|json",
    };

    /// <summary>The verb.</summary>
    public ShowCommand(Consoles consoles)
        : base("show", "Show the tables of a run that has ended.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn show", "the latest run of the current folder"),
        new("unlearn show results/first", "a run's folder"),
        new("unlearn show latest --format markdown", "narrow tables for a document, the same for the same results"),
    ];

    /// <summary>Why each row has its verdict, and what would decide where it has none.</summary>
    private static IEnumerable<string> Reasons(ExperimentResults results) =>
        results.Settings.SelectMany(static setting =>
            setting
                .Verdicts.Select(static verdict =>
                    $"  {verdict.Row}: {verdict.Label}. {verdict.Sentence}{(verdict.WouldDecide is { } what ? $" Would decide: {what}." : "")}"
                )
                .Prepend($"{setting.Dataset} / {setting.Model} / {setting.Scenario}:")
        );

    private int Run(ParseResult line)
    {
        RunSummary run = RunLocator.Find(line.GetRequiredValue(_run));
        ExperimentResults results =
            new RunFolder(run.Folder).ReadResults()
            ?? throw new InputException("the run has no results yet (`unlearn status` says how far it is)", run.Folder);
        switch (line.GetValue(_format))
        {
            case ShowFormat.Markdown:
                _consoles.Output.Write(RunReport.Summary(results, new RunFolder(run.Folder).ReadTimings()));
                break;
            case ShowFormat.Json:
                _consoles.Output.WriteLine(ResultJson.Text(results));
                break;
            default:
                foreach (string read in run.Status.Data)
                {
                    _consoles.Output.WriteLine(read);
                }

                ResultsTable.Write(_consoles, results);
                foreach (string reason in Reasons(results))
                {
                    _consoles.Output.WriteLine(reason);
                }

                break;
        }

        return ExitCode.Fine;
    }
}
