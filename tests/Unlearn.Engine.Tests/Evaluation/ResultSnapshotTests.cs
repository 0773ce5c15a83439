using System.Text.Json.Nodes;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Answers;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Pair;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Attacks.Tokens;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>
/// Results and curves of small experiments of every kind, against those that are committed. What the figures mean is tested
/// elsewhere; here none of them may change, move to another row or go missing unseen. After a wanted change run these tests once with
/// <c>UNLEARN_UPDATE_SNAPSHOTS=1</c> and read the difference before committing it.
/// </summary>
public sealed class ResultSnapshotTests
{
    /// <summary>Longer lists of numbers are held by their length, their sum and, but for counts, their sum weighted by place.</summary>
    private const int LongList = 24;

    private static readonly string[] Said = ["definition", "unit", "direction", "label", "meaning"];

    private static ExperimentDefinition Classes =>
        Samples.Digits with
        {
            Name = "classes",
            Datasets = [new Named<IDatasetSource>("digits", new Digits { Limit = 150 })],
            Model = new Mlp { Hidden = [6] },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Fraction = 0.1 })],
            Shards = [2],
            Methods = [.. Samples.Digits.Methods.Skip(1)],
            Attacks =
            [
                new("loss", new LossThreshold()),
                new("lira", new Lira { Shadows = 8 }),
                new("u-lira", new ULira { Shadows = 16 }),
                new("klom", new Klom { Shadows = 8 }),
                new("gap", new AccuracyGap()),
                new("mmd", new MmdDistance { Permutations = 19 }),
                new("cka", new Cka()),
                new("pair", new PairLeakage()),
                new("distance", new WeightDistanceProbe()),
                new("relearn", new RelearnTime()),
                new("epsilon", new EpsilonBoundAttack { Shadows = 8 }),
            ],
            Expect =
            [
                new Expectation("test-accuracy of sisa-2", ">= 0.1"),
                new Expectation("test-accuracy of sisa-2", "<= null"),
                new Expectation("loss/auc of sisa-2", ">= null - 1"),
                new Expectation("loss/auk of sisa-2", ">= 0.1"),
                new Expectation("loss/auc of retrain", "<= 0.2"),
                new Expectation("sisa-2", "exact"),
                new Expectation("reference", "exact"),
            ],
        };

    private static ExperimentDefinition Stream =>
        Classes with
        {
            Name = "stream",
            Model = new SoftmaxRegression(),
            Forget = [new Named<IForgetScenario>("requests", new StreamScenario { Requests = 4, Batch = 2 })],
            Methods =
            [
                .. Samples.Digits.Methods,
                new Named<IUnlearningMethod>("certified", new CertifiedRemoval { BatchSize = 2, Epsilon = 50 }),
            ],
            Attacks = [Classes.Attacks[0]],
            Expect = [],
        };

    private static ExperimentDefinition Planted =>
        Classes with
        {
            Name = "planted",
            Seeds = new SeedPlan { Base = 7, Count = 1 },
            Forget =
            [
                new Named<IForgetScenario>(
                    "square",
                    new PoisonedScenario
                    {
                        Fraction = 0.15,
                        Target = "0",
                        Trigger = new Trigger { Row = 0, Column = 5 },
                    }
                ),
                new Named<IForgetScenario>("by-heart", new MemorisedScenario { Count = 8, Shadows = 4 }),
                new Named<IForgetScenario>("threes", new ClassScenario { Label = "3" }),
            ],
            Shards = [],
            Methods = [.. Classes.Methods.Skip(1)],
            Attacks = [new("backdoor", new Backdoor()), new("loss", new LossThreshold())],
            Expect = [new Expectation("test-accuracy of ascent", ">= 0.1")],
        };

    private static ExperimentDefinition Texts =>
        Classes with
        {
            Name = "texts",
            Seeds = new SeedPlan { Base = 7, Count = 1 },
            Datasets =
            [
                new Named<IDatasetSource>(
                    "people",
                    new FictitiousPeople
                    {
                        People = 3,
                        HeldOut = 2,
                        QuestionsEach = 3,
                    }
                ),
            ],
            Model = new Llama
            {
                Width = 8,
                Blocks = 1,
                Heads = 1,
            },
            Training = new TrainingOptions
            {
                Optimizer = OptimizerKind.Adam,
                LearningRate = 0.02,
                BatchSize = 4,
                Epochs = 2,
            },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Count = 3 })],
            Methods =
            [
                new Named<IUnlearningMethod>("sisa", new Sisa()),
                new Named<IUnlearningMethod>("alt-po", new AltPo { Epochs = 1 }),
            ],
            Attacks =
            [
                new("loss", new LossThreshold()),
                new("zlib", new Zlib()),
                new("lower-case", new LowerCase()),
                new("extraction", new ExtractionStrength()),
                new("truth-ratio", new TruthRatioAttack()),
                new("min-k", new MinK()),
            ],
            Expect = [],
        };

    private static IEnumerable<TestCaseData<ExperimentDefinition>> Experiments =>
        new[] { Classes, Stream, Planted, Texts }.Select(static definition =>
            new TestCaseData<ExperimentDefinition>(definition).SetArgDisplayNames(definition.Name)
        );

    [TestCaseSource(nameof(Experiments))]
    public async Task Results_and_curves_are_the_committed_ones(ExperimentDefinition definition)
    {
        using var folder = new TemporaryFolder();
        await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"], jobs: 1),
            new EventList(),
            CancellationToken.None
        );
        var found = new JsonObject
        {
            ["results"] = Figures(Read(folder, RunFolder.ResultsFile)),
            ["curves"] = Figures(Read(folder, RunFolder.CurvesFile)),
            ["timings"] = Places(Read(folder, RunFolder.TimingsFile)),
        };
        string file = Checkout.Path(
            "tests",
            "Unlearn.Engine.Tests",
            "Evaluation",
            "Snapshots",
            $"{definition.Name}.json"
        );
        if (Environment.GetEnvironmentVariable("UNLEARN_UPDATE_SNAPSHOTS") == "1")
        {
            // One line for each figure, so that a difference can be read.
            string text = found.ToJsonString().Replace("{\"name\"", "\n{\"name\"", StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text + "\n");
            return;
        }

        JsonNode? expected = JsonNode.Parse(await File.ReadAllTextAsync(file));
        Assert.That(JsonDifference.Between(expected, found).Take(10), Is.Empty);
    }

    private static JsonNode? Read(TemporaryFolder folder, string file) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder["run"], file)));

    // Without what components say of themselves, which is the same in every run: meanings, units, directions, digests of options.
    private static JsonNode? Figures(JsonNode? node) =>
        node switch
        {
            JsonObject owner => new JsonObject(
                owner
                    .Where(static pair => pair.Value is not null && !Said.Contains(pair.Key))
                    .Select(static pair => KeyValuePair.Create(pair.Key, Figures(pair.Value)))
            ),
            JsonArray many when many.Count > LongList && many.All(static one => one is JsonValue) => Held([
                .. many.Select(static one => (double)one!),
            ]),
            JsonArray many => new JsonArray([.. many.Select(Figures)]),
            _ => node?.DeepClone(),
        };

    // What has seconds, whatever they are.
    private static JsonNode? Places(JsonNode? node) =>
        node switch
        {
            JsonObject owner => new JsonObject(
                owner.Select(static pair => KeyValuePair.Create(pair.Key, Places(pair.Value)))
            ),
            JsonArray many => new JsonArray([.. many.Select(Places)]),
            null => null,
            _ => (double)node >= 0 ? "seconds" : "negative",
        };

    // Counts of a histogram without their places: a point beside the edge of a bin is on its other side where a processor rounds otherwise.
    private static JsonArray Held(double[] values) =>
        values.All(double.IsInteger)
            ? [values.Length, values.Sum()]
            : [values.Length, values.Sum(), values.Select(static (value, at) => at * value).Sum()];
}
