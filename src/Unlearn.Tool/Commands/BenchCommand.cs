using System.CommandLine;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Engine.Running;
using Unlearn.Tool.Benching;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn bench</c>: what answering a request costs, in statistics.</summary>
internal sealed class BenchCommand : Verb
{
    private const int FewestIterations = 3;
    private readonly Consoles _consoles;
    private readonly RunOptions _options = new();
    private readonly Option<int> _iterations = new("--iterations")
    {
        Description = "answers that are measured of each method",
        HelpName = "N",
        DefaultValueFactory = static _ => 15,
    };
    private readonly VerbosityOption _verbosity = new();

    /// <summary>The verb.</summary>
    public BenchCommand(Consoles consoles)
        : base(
            "bench",
            "Measure each method's answer to one request with BenchmarkDotNet: median, deviation and allocated bytes."
        )
    {
        _consoles = consoles;
        _iterations.Validators.Add(static result =>
        {
            if (
                result.Tokens is [{ Value: var text }, ..]
                && int.TryParse(text, out int asked)
                && asked < FewestIterations
            )
            {
                result.AddError($"--iterations {asked}: use at least {FewestIterations}, or there is no deviation.");
            }
        });
        foreach (
            Option option in (Option[])
                [_options.Output, _options.Store, _options.Data, _options.Filter, _options.Set, _options.Memory]
        )
        {
            Add(option);
        }

        Add(_options.Manifest);
        Add(_iterations);
        _verbosity.AddTo(this);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn bench quickstart", "every method of a built-in experiment"),
        new("unlearn bench mine.unlearn.yaml --filter '*/scrub/*' --iterations 50", "one method, more often"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        using var downloads = new Downloads(_consoles);
        ResolvedExperiment resolved = _options.Resolve(line, cancellationToken);
        Libtorch.Require();
        RunRequest request = _options.Claim(
            line,
            _options.Request(
                line,
                resolved,
                downloads,
                static (folders, output, name) => folders.Bench(output, name, TimeProvider.System.GetUtcNow()),
                cancellationToken
            )
        );
        IReadOnlyList<RequestAnswer> answers = await PrepareAsync(line, request, cancellationToken);
        if (answers.Count == 0)
        {
            throw new InputException("No method answers a request here: there is nothing to measure.");
        }

        ILogger log = _verbosity.Of(line) >= Verbosity.Detailed ? new TextLogger(_consoles.Error) : NullLogger.Instance;
        var bench = new AnswerBench(request.Folder, line.GetValue(_iterations), log);
        Summary summary = await Task.Run(() => bench.Run(answers, cancellationToken), cancellationToken);
        return Show(summary, answers);
    }

    private async Task<IReadOnlyList<RequestAnswer>> PrepareAsync(
        ParseResult line,
        RunRequest request,
        CancellationToken cancellationToken
    )
    {
        using IHost host = RunHost.Create(_consoles, _verbosity.Of(line));
        using IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        return await RequestAnswers.PrepareAsync(request, progress, cancellationToken);
    }

    private int Show(Summary summary, IReadOnlyList<RequestAnswer> answers)
    {
        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("answer", "median", "deviation", "managed memory", "measured");
        bool failed = false;
        Dictionary<string, BenchmarkReport> reports = summary.Reports.ToDictionary(static report =>
            report.BenchmarkCase.Parameters.Items[0].Value.ToString()!
        );
        foreach (string name in answers.Select(static answer => answer.Id))
        {
            if (reports.GetValueOrDefault(name) is not { ResultStatistics: { } found } report)
            {
                failed = true;
                _consoles.WriteWarning($"{name} could not be measured; `-v detailed` says why.");
                continue;
            }

            table.AddRow(
                new Text(name),
                new Text(Milliseconds(found.Median)),
                new Text(Milliseconds(found.StandardDeviation)),
                new Text(Amounts.Size(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{found.N} of {report.GetResultRuns().Count}"))
            );
        }

        _consoles.Results.Write(table);
        foreach (string file in Directory.EnumerateFiles(summary.ResultsDirectoryPath).Order(StringComparer.Ordinal))
        {
            _consoles.Output.WriteLine(file);
        }

        return failed ? ExitCode.TrialsFailed : ExitCode.Fine;
    }

    private static string Milliseconds(double nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:G4} ms");
}
