using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Mathematics.OutlierDetection;
using Unlearn.Engine.Running;

namespace Unlearn.Tool.Benching;

/// <summary>Measures answers with BenchmarkDotNet, in this process: the models before the request are in its memory.</summary>
/// <param name="folder">Where the exporters write.</param>
/// <param name="iterations">Answers that are measured of each row; one more warms up.</param>
/// <param name="log">Told what BenchmarkDotNet says.</param>
internal sealed class AnswerBench(string folder, int iterations, ILogger log)
{
    private const int WidestName = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>Runs the benchmarks.</summary>
    /// <param name="answers">What is measured, at least one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The summary; a row that failed has no statistics in it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Summary Run(IReadOnlyList<RequestAnswer> answers, CancellationToken cancellationToken)
    {
        ImmutableConfig config = ImmutableConfigBuilder.Create(Config());
        Type type = typeof(AnswerBenchmark);
        var descriptor = new Descriptor(type, type.GetMethod(nameof(AnswerBenchmark.Unlearn))!);
        var definition = new ParameterDefinition(
            nameof(AnswerBenchmark.Answer),
            isStatic: false,
            [],
            isArgument: false,
            typeof(BenchedAnswer),
            priorityInCategory: 0
        );
        BenchmarkCase[] cases =
        [
            .. answers.Select(answer =>
                BenchmarkCase.Create(
                    descriptor,
                    Job(),
                    new ParameterInstances([
                        new ParameterInstance(
                            definition,
                            new BenchedAnswer(answer, cancellationToken),
                            config.SummaryStyle
                        ),
                    ]),
                    config
                )
            ),
        ];
        Summary summary = BenchmarkRunner.Run(new BenchmarkRunInfo(cases, type, config));
        cancellationToken.ThrowIfCancellationRequested();
        return summary;
    }

    private ManualConfig Config() =>
        ManualConfig
            .CreateEmpty()
            .WithArtifactsPath(folder)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.StopOnFirstError)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(WidestName))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Median)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddExporter(JsonExporter.Full, MarkdownExporter.GitHub)
            .AddLogger(log);

    // An answer is long and is given once: each iteration is one of them.
    private Job Job() =>
        BenchmarkDotNet
            .Jobs.Job.Default.WithToolchain(new InProcessNoEmitToolchain(Patience, logOutput: false))
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1)
            .WithIterationCount(iterations)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithOutlierMode(OutlierMode.RemoveUpper);
}
