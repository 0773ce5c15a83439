using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Engine.Output;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn gate</c>: whether a run may pass, by its manifest's expectations and by a baseline.</summary>
internal sealed class GateCommand : Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }.RefusingOptions();
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "a run, or a results.json that was kept: what must not get worse beyond noise",
        HelpName = "RUN|FILE",
    };
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public GateCommand(Consoles consoles)
        : base("gate", "Check a run against its expectations and a baseline; exit code 3 if it may not pass.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_baseline);
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn gate", "the expectations of the latest run"),
        new("unlearn gate latest --baseline baseline/results.json", "and no regression beyond noise"),
    ];

    private int Run(ParseResult line)
    {
        ExperimentResults now = Results(RunLocator.Find(line.GetRequiredValue(_run)).Folder);
        IReadOnlyList<Regression> regressions = line.GetValue(_baseline) is { } baseline
            ? RegressionRule.Between(Baseline(baseline), now)
            : [];
        bool holds = now.Expectations.All(static outcome => outcome.Holds);
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(
                JsonSerializer.Serialize(new { now.Expectations, Regressions = regressions }, Json)
            );
        }
        else
        {
            ExpectationTable.Write(_consoles, now.Expectations);
            Show(regressions, line.GetValue(_baseline) is not null);
        }

        ActionsReport.Annotate(_consoles.Actions, now.Expectations, [], "", regressions);
        _consoles.Actions?.Summarise(
            string.Create(
                CultureInfo.InvariantCulture,
                $"**unlearn gate**: {now.Expectations.Count(static one => one.Holds)} of {now.Expectations.Count} expectations hold, {regressions.Count} regressions"
            )
        );
        return holds && regressions.Count == 0 ? ExitCode.Fine : ExitCode.Expectation;
    }

    private void Show(IReadOnlyList<Regression> regressions, bool compared)
    {
        if (regressions.Count > 0)
        {
            Table table = new Table()
                .Border(TableBorder.Simple)
                .AddColumns("setting", "row", "what", "baseline", "now", "worse by");
            foreach (Regression found in regressions)
            {
                table.AddRow(
                    new Text(found.Setting),
                    new Text(found.Row),
                    new Text(found.What),
                    new Text(found.Before),
                    new Text(found.Now),
                    new Text(found.By?.ToString("G4", CultureInfo.InvariantCulture) ?? "")
                );
            }

            _consoles.Results.Write(table);
        }

        if (compared)
        {
            _consoles.Output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"regressions: {regressions.Count}")
            );
        }
    }

    private static ExperimentResults Baseline(string given) =>
        File.Exists(given) ? RunFolder.ReadResults(given) : Results(RunLocator.Find(given).Folder);

    private static ExperimentResults Results(string folder) =>
        new RunFolder(folder).ReadResults()
        ?? throw new InputException("the run has no results yet (`unlearn status` says how far it is)", folder);
}
