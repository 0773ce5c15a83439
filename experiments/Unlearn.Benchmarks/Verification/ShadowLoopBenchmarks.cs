using BenchmarkDotNet.Attributes;
using Unlearn.Benchmarks.Engine;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.SecondOrder;
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
    public async Task<int> ShadowLoop() =>
        (await EngineRun.RunAsync(Definition, _folder, jobs: 2)).Results.VerificationModels;
}
