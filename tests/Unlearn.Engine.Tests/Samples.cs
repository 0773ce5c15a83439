using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests;

/// <summary>A small experiment on real digits: seconds instead of a minute, with a part of everything.</summary>
internal static class Samples
{
    public static ExperimentDefinition Digits =>
        new()
        {
            Name = "small",
            Description = "Does it hang together?",
            Seeds = new SeedPlan { Base = 7, Count = 2 },
            Datasets = [new Named<IDatasetSource>("digits", new Digits { Limit = 600 })],
            Model = new Mlp { Hidden = [16] },
            Training = new TrainingOptions { Epochs = 6, BatchSize = 32 },
            Forget =
            [
                new Named<IForgetScenario>("a-few", new RandomScenario { Fraction = 0.05 }),
                new Named<IForgetScenario>("threes", new ClassScenario { Label = "3" }),
            ],
            Shards = [1, 3],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("sisa", new Sisa { Slices = 2 }),
                new Named<IUnlearningMethod>("ascent", new GradientAscent()),
            ],
            Attacks =
            [
                new Named<IVerificationAttack>("loss-threshold", new LossThreshold()),
                new Named<IVerificationAttack>("lira", new Lira { Shadows = 8 }),
            ],
        };

    public static RunRequest Request(ExperimentDefinition definition, string folder, string store, int jobs = 2) =>
        new()
        {
            Experiment = new FixedExperiment(definition),
            Definition = definition,
            Folder = folder,
            Store = store,
            Data = new DataFolders([], AppContext.BaseDirectory),
            Jobs = jobs,
        };

    private sealed class FixedExperiment(ExperimentDefinition definition) : IExperiment
    {
        public string ManifestFile => "small.unlearn.yaml";

        public string ManifestText => "experiment: small\n";

        public ExperimentDefinition Define() => definition;
    }
}
