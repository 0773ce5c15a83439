using BenchmarkDotNet.Attributes;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Benchmarks.Engine;

/// <summary>
/// A plan whose work is 64 equal trainings (shadows of a digits MLP), on one worker and on two. Bar: two take at most 0.60 of one's
/// time, on two free cores.
/// </summary>
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5, invocationCount: 1)]
public class WorkerBenchmarks
{
    private string _folder = "";

    /// <summary>Number of workers.</summary>
    [Params(1, 2)]
    public int Jobs { get; set; }

    private static ExperimentDefinition Definition =>
        new()
        {
            Name = "equal-tasks",
            Description = "The benchmark's own.",
            Seeds = new SeedPlan { Count = 1 },
            Datasets = [new("digits", new Digits())],
            Model = new Mlp { Hidden = [128] },
            Training = new TrainingOptions { Epochs = 100 },
            Forget = [new("a-few", new RandomScenario { Fraction = 0.05 })],
            Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())],
            Attacks = [new Named<IVerificationAttack>("lira", new Lira { Shadows = 64 })],
        };

    [IterationSetup]
    public void Empty()
    {
        TorchLoader.Register(); // this is a process of its own
        _folder = Directory.CreateTempSubdirectory("unlearn-workers-").FullName;
    }

    [IterationCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>From an empty store to results.</summary>
    [Benchmark(Description = "64 equal trainings and their measurements")]
    public async Task<int> Run() => (await EngineRun.RunAsync(Definition, _folder, Jobs)).Results.VerificationModels;
}
