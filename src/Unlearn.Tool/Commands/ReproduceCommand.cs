using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Unlearn.Engine.Output;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn reproduce</c>: runs a run again, from nothing but its folder, and compares.</summary>
internal sealed class ReproduceCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly RunOptions _options = new();
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, 'latest', or an exported archive",
    }
        .RefusingOptions()
        .SuggestingRuns();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly VerbosityOption _verbosity = new();

    /// <summary>The verb.</summary>
    public ReproduceCommand(Consoles consoles)
        : base(
            "reproduce",
            "Run a run again from the manifest in its folder, in an empty store, and compare trial by trial; exit code 5 if any differs."
        )
    {
        _consoles = consoles;
        Add(_run);
        Add(_options.Jobs);
        Add(_options.Data);
        Add(_format);
        _verbosity.AddTo(this);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn reproduce latest", "does this machine give the same figures again?"),
        new("unlearn reproduce theirs.zip --data ~/data", "an archive from `unlearn export`"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        using OpenedRun run = OpenedRun.Open(line.GetRequiredValue(_run));
        Libtorch.Require();
        using var work = new TemporaryFolder("unlearn-reproduce-");
        ExperimentResults found = await RepeatAsync(run, work.Path, line, cancellationToken);
        IReadOnlyList<ResultDifference> differences = ResultDifference.Between(run.Results, found);
        var report = new Report(
            Trials(run.Results).Count(),
            differences,
            Digest(run.Folder),
            Digest(new RunFolder(Output(work.Path)))
        );
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(report, JsonOutput.Indented));
        }
        else
        {
            Show(report);
        }

        return differences.Count == 0 ? ExitCode.Fine : ExitCode.NotReproduced;
    }

    private async Task<ExperimentResults> RepeatAsync(
        OpenedRun run,
        string work,
        ParseResult line,
        CancellationToken cancellationToken
    )
    {
        // Relative paths of the manifest start where it was; a run's folder does not tell, so they start here.
        ResolvedExperiment resolved = ExperimentResolver.Resolve(
            run.Folder.File(RunFolder.ManifestFile),
            [],
            cancellationToken
        );
        using var downloads = new Downloads(_consoles);
        var request = new RunRequest
        {
            Experiment = resolved.Experiment,
            Definition = resolved.Experiment.Define(),
            Folder = Output(work),
            Store = Path.Combine(work, "store"),
            Data = downloads.For(Folders.FromEnvironment().Data(line.GetValue(_options.Data)), cancellationToken),
            Jobs = line.GetValue(_options.Jobs),
            // A filtered run is repeated as far as it went.
            Filters = [.. Trials(run.Results)],
        };
        using IHost host = RunHost.Create(_consoles, _verbosity.Of(line));
        using IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        await host.StartAsync(cancellationToken);
        try
        {
            RunOutcome outcome = await host
                .Services.GetRequiredService<IExperimentRunner>()
                .RunAsync(request, progress, cancellationToken);
            return outcome.Results;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private void Show(Report report)
    {
        string trials = report.Trials.ToString(CultureInfo.InvariantCulture);
        if (report.Differences.Count == 0)
        {
            string file =
                report.Expected == report.Found
                    ? $"the same {RunFolder.ResultsFile}, SHA-256 {report.Found}"
                    : $"{RunFolder.ResultsFile} differs outside of them: SHA-256 {report.Expected}, now {report.Found}";
            _consoles.Output.WriteLine($"reproduced: {trials} trials are equal; {file}");
            return;
        }

        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("trial", "first difference", "expected", "found");
        foreach (ResultDifference difference in report.Differences)
        {
            table.AddRow(
                new Text(difference.Trial),
                new Text(difference.What),
                new Text(difference.Expected),
                new Text(difference.Found)
            );
        }

        _consoles.Results.Write(table);
        string differing = report.Differences.Count.ToString(CultureInfo.InvariantCulture);
        _consoles.Output.WriteLine($"not reproduced: {differing} of {trials} trials differ");
    }

    private static string Output(string work) => Path.Combine(work, "run");

    private static IEnumerable<string> Trials(ExperimentResults results) =>
        from setting in results.Settings
        from row in setting.Rows
        from trial in row.Trials
        select trial.Id;

    private static string Digest(RunFolder folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File(RunFolder.ResultsFile))));

    /// <summary>What is printed as JSON.</summary>
    /// <param name="Trials">Number of trials of the run.</param>
    /// <param name="Differences">Trials that differ.</param>
    /// <param name="Expected">SHA-256 of the run's results.</param>
    /// <param name="Found">SHA-256 of the repetition's results.</param>
    private sealed record Report(
        int Trials,
        IReadOnlyList<ResultDifference> Differences,
        string Expected,
        string Found
    );
}
