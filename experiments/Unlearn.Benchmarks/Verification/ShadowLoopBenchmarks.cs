using BenchmarkDotNet.Attributes;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;

namespace Unlearn.Benchmarks.Verification;

/// <summary>
/// Eight methods inside the shadow loop, 64 unlearned and 64 retrained digits MLPs each, from an empty store to results, all
/// trainings included: the built-in experiment <c>shadow-loop</c> without its report. Bar: 30 s on two cores.
/// </summary>
[SimpleJob(launchCount: 1, warmupCount: 0, iterationCount: 2, invocationCount: 1)]
public class ShadowLoopBenchmarks
{
    private string _folder = "";

    private static ExperimentDefinition Definition =>
        new()
        {
            Name = "shadow-loop",
            Description = "The benchmark's own.",
            Seeds = new SeedPlan { Count = 1 },
            Datasets =
            [
                new(
                    "digits",
                    new Digits
                    {
                        Split = new SplitRule
                        {
                            Train = 0.6,
                            Test = 0.2,
                            Population = 0.2,
                        },
                    }
                ),
            ],
            Model = new Mlp { Hidden = [128] },
            Training = new TrainingOptions { Epochs = 30 },
            Forget = [new("a-few", new RandomScenario { Fraction = 0.05 })],
            Shards = [1],
            Methods = [.. Methods.Select(static method => new Named<IUnlearningMethod>(method.GetType().Name, method))],
            Attacks = [new Named<IVerificationAttack>("u-lira", new ULira { Shadows = 128 })],
        };

    private static IUnlearningMethod[] Methods =>
        [
            new FineTune(),
            new CfK(),
            new L1Sparse(),
            new GradientAscent(),
            new NegGradPlus(),
            new RandomLabel(),
            new SalUn(),
            new Ssd(),
        ];

    [IterationSetup]
    public void Empty()
    {
        TorchLoader.Register(); // this is a process of its own
        _folder = Directory.CreateTempSubdirectory("unlearn-shadow-loop-").FullName;
    }

    [IterationCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>Bar: 30 s.</summary>
    [Benchmark(Description = "u-lira, 64 + 64 models, 8 methods, 2 workers")]
    public async Task<int> ShadowLoop()
    {
        ExperimentDefinition definition = Definition;
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            new RunRequest
            {
                Experiment = new FixedExperiment(definition),
                Definition = definition,
                Folder = Path.Combine(_folder, "run"),
                Store = Path.Combine(_folder, "store"),
                Data = new DataFolders([], AppContext.BaseDirectory),
                Jobs = 2,
            },
            new Silence(),
            CancellationToken.None
        );
        return outcome.Failed.Any()
            ? throw new InvalidOperationException(outcome.Failed.First().Reason)
            : outcome.Results.VerificationModels;
    }

    private sealed class FixedExperiment(ExperimentDefinition definition) : IExperiment
    {
        public string ManifestFile => "shadow-loop.unlearn.yaml";

        public string ManifestText => "experiment: shadow-loop\n";

        public ExperimentDefinition Define() => definition;
    }

    private sealed class Silence : IProgress<RunEvent>
    {
        public void Report(RunEvent value) { }
    }
}
