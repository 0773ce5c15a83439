using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Originals that were trained elsewhere: <c>weights:</c>.</summary>
public sealed class GivenOriginalTests
{
    private static readonly DataFolders Here = new([], AppContext.BaseDirectory);

    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Fraction = 0.05 })],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("ascent", new GradientAscent()),
            ],
            Shards = [],
            Attacks = [Samples.Digits.Attacks[0]],
        };

    [Test]
    public async Task Weights_that_were_exported_come_back_as_the_original_of_every_seed()
    {
        using var folder = new TemporaryFolder();
        RunOutcome first = await Run(Small, folder, "first");
        var store = new ResultStore(folder["store"], static _ => { });
        IReadOnlyList<string> files = WeightExport
            .Write(
                LoadedPlan.Of(Small, Here, []),
                new TrialFilter(["*/original/seed-1"]),
                store,
                new HashSet<string>(),
                folder["models"]
            )
            .Files;
        Assert.That(
            files.Select(Path.GetFileName),
            Is.EqualTo(new[] { "seed-1.safetensors", "model.json", "load.py" })
        );
        ExperimentDefinition given = Small with
        {
            Model = new Mlp { Hidden = [16], Weights = files[0] },
        };
        RunOutcome second = await Run(given, folder, "second");

        Assert.That(second.Failed.Select(static trial => trial.Reason), Is.Empty);
        SettingResult setting = second.Results.Settings[0];
        double expected = Value(first, "original", 1, TrialFigures.TestAccuracy.Name);
        foreach (int seed in (int[])[0, 1])
        {
            Assert.That(Value(second, "original", seed, TrialFigures.TestAccuracy.Name), Is.EqualTo(expected));
            Assert.That(Value(second, "ascent", seed, TrialFigures.OriginalTestAccuracy.Name), Is.EqualTo(expected));
            Assert.That(Value(second, "retrain", seed, TrialFigures.OriginalTestAccuracy.Name), Is.EqualTo(expected));
            Assert.That(
                Value(second, "reference", seed, TrialFigures.TestAccuracy.Name),
                Is.EqualTo(Value(first, "reference", seed, TrialFigures.TestAccuracy.Name)),
                "references are trained here"
            );
        }

        Assert.That(
            Value(second, "ascent", 1, TrialFigures.RetainAccuracy.Name),
            Is.EqualTo(Value(first, "ascent", 1, TrialFigures.RetainAccuracy.Name)),
            "the same weights, request and seed"
        );
        Assert.That(
            setting.OriginalWeights,
            Is.EqualTo(
                new OriginalWeights(
                    "seed-1.safetensors",
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(files[0])))
                )
            )
        );
        Assert.That(first.Results.Settings[0].OriginalWeights, Is.Null);
    }

    [Test]
    public void The_content_of_the_file_is_in_the_keys_and_its_place_is_not()
    {
        using var folder = new TemporaryFolder();
        using ParameterStack stack = StackTrainer.Initialise(Network(), [new(1), new(2)]);
        string[] keys =
        [
            .. new[] { ("a", 0), ("b", 0), ("c", 1) }.Select(item =>
            {
                string path = folder[$"{item.Item1}.safetensors"];
                Learning.Models.Weights.WeightFile.Save(Network(), stack, item.Item2, path);
                ExperimentPlan plan = LoadedPlan.Of(
                    Small with
                    {
                        Model = new Mlp { Hidden = [16], Weights = path },
                    },
                    Here,
                    []
                );
                return plan.Trials.First(static trial => trial.Id.Contains("/ascent/")).Evaluation.Key.Hex;
            }),
        ];

        Assert.That(keys[1], Is.EqualTo(keys[0]));
        Assert.That(keys[2], Is.Not.EqualTo(keys[0]));
    }

    [Test]
    public void A_file_that_does_not_fit_is_refused_when_the_plan_is_made()
    {
        using var folder = new TemporaryFolder();
        string path = folder["wide.safetensors"];
        Network wide = new Mlp { Hidden = [32] }.Bind([64], 10);
        using ParameterStack stack = StackTrainer.Initialise(wide, [new(1)]);
        Learning.Models.Weights.WeightFile.Save(wide, stack, 0, path);

        Assert.That(
            () => Plan("wide.safetensors"),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains(path)
                .And.Message.Contains("layers.0.weight has shape [32, 64] instead of [16, 64]")
        );
        Assert.That(
            () => Plan("none.safetensors"),
            Throws.TypeOf<InputException>().With.Message.Contains(folder["none.safetensors"])
        );

        void Plan(string file) =>
            LoadedPlan.Of(
                Small with
                {
                    Model = new Mlp { Hidden = [16], Weights = file },
                },
                new DataFolders([], Path.GetDirectoryName(path)!),
                []
            );
    }

    [Test]
    [Category("Slow")]
    public async Task A_residual_network_of_all_of_cifar_forgets_a_few_photos()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with
        {
            Seeds = new SeedPlan { Count = 1 },
            Datasets =
            [
                new Named<IDatasetSource>(
                    "cifar-10",
                    new Cifar10
                    {
                        Path = SharedData.Path("data", "cifar10-subset"),
                        Limit = 64,
                        Split = new PublisherSplit
                        {
                            Train = 1,
                            Test = 1,
                            Population = 0,
                        },
                    }
                ),
            ],
            Model = new ResNet
            {
                Weights = SharedData.Path("data", "resnet20-cifar10", "resnet20-12fca82f.safetensors"),
            },
            Training = new TrainingOptions { Epochs = 1, LearningRate = 0.01 },
            Methods = [new Named<IUnlearningMethod>("ascent", new GradientAscent { Steps = 1 })],
        };
        RunOutcome outcome = await Run(definition, folder, "run");

        Assert.That(outcome.Failed.Select(static trial => trial.Reason), Is.Empty);
        Assert.That(Value(outcome, "original", 0, TrialFigures.TestAccuracy.Name), Is.EqualTo(455.0 / 500.0));
        Assert.That(Value(outcome, "ascent", 0, TrialFigures.OriginalTestAccuracy.Name), Is.EqualTo(455.0 / 500.0));
        Assert.That(Value(outcome, "ascent", 0, TrialFigures.ForgetOutputGap.Name), Is.GreaterThan(0));
    }

    private static Network Network() => new Mlp { Hidden = [16] }.Bind([64], 10);

    private static Task<RunOutcome> Run(ExperimentDefinition definition, TemporaryFolder folder, string name) =>
        new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder[name], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

    private static double Value(RunOutcome outcome, string row, int seed, string figure) =>
        outcome
            .Results.Settings[0]
            .Rows.Single(found => found.Id == row)
            .Trials[seed]
            .Figures.Single(found => found.Name == figure)
            .Value!.Value;
}
