using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Formats.Arrays;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Answers;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Attacks.Tokens;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Running;

/// <summary>An experiment on texts from plan to results, by the pipeline of classifiers.</summary>
public sealed class TextRunTests
{
    private static ExperimentDefinition Texts =>
        new()
        {
            Name = "texts",
            Seeds = new SeedPlan { Base = 3, Count = 2 },
            Datasets = [new Named<IDatasetSource>("riddles", new Riddles())],
            Model = new Llama
            {
                Width = 16,
                Blocks = 1,
                Heads = 2,
            },
            Training = new TrainingOptions
            {
                Optimizer = OptimizerKind.Adam,
                LearningRate = 0.02,
                BatchSize = 8,
                Epochs = 40,
            },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Count = 12 })],
            Shards = [1, 2],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("sisa", new Sisa()),
                new Named<IUnlearningMethod>("npo", new Npo { LearningRate = 0.01, Epochs = 2 }),
            ],
            Attacks =
            [
                new Named<IVerificationAttack>("loss-threshold", new LossThreshold()),
                new Named<IVerificationAttack>("lira", new Lira { Shadows = 4 }),
            ],
        };

    private static ExperimentDefinition People =>
        Texts with
        {
            Seeds = new SeedPlan { Base = 3, Count = 1 },
            Datasets =
            [
                new Named<IDatasetSource>(
                    "people",
                    new FictitiousPeople
                    {
                        People = 4,
                        HeldOut = 2,
                        QuestionsEach = 3,
                    }
                ),
            ],
            Training = Texts.Training with { Epochs = 8 },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Count = 4 })],
            Shards = [2],
            Attacks =
            [
                new Named<IVerificationAttack>("zlib", new Zlib()),
                new Named<IVerificationAttack>("lower-case", new LowerCase()),
                new Named<IVerificationAttack>("extraction", new ExtractionStrength()),
                new Named<IVerificationAttack>("truth-ratio", new TruthRatioAttack()),
            ],
        };

    /// <summary>One seed, one method, few epochs.</summary>
    internal static ExperimentDefinition Small =>
        Texts with
        {
            Seeds = new SeedPlan { Base = 3, Count = 1 },
            Training = Texts.Training with { Epochs = 4, WarmUpSteps = 5, ClipNorm = 1.0 },
            Shards = [],
            Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())],
            Attacks = [.. Texts.Attacks.Take(1)],
        };

    [Test]
    public async Task A_text_by_heart_is_found_and_shards_vote()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition one = Texts with
        {
            Seeds = new SeedPlan { Base = 3, Count = 1 },
            Training = Texts.Training with { Epochs = 15 },
            Shards = [2],
            Methods = [.. Texts.Methods.Take(2)],
            Attacks = [.. Texts.Attacks.Take(1)],
        };

        SettingResult setting = Read(await ExperimentRunnerTests.RunAsync(one, folder, "one", "store"))
            .Settings.Single();

        Assert.That(
            setting.Rows.SelectMany(static row => row.Trials).Select(static trial => trial.Reason),
            Is.All.Null
        );
        Assert.That(Value(setting, "original", "loss-threshold/auc"), Is.GreaterThan(0.9));
        Assert.That(Value(setting, "sisa-2", TrialFigures.RetainAccuracy.Name), Is.GreaterThan(0.2));
    }

    [Test]
    [Category("Slow")]
    public async Task Members_are_found_in_the_original_and_not_in_the_retrained_model()
    {
        using var folder = new TemporaryFolder();
        byte[] one = await ExperimentRunnerTests.RunAsync(Texts, folder, "one", "store", jobs: 1);
        byte[] two = await ExperimentRunnerTests.RunAsync(Texts, folder, "two", "other", jobs: 2);
        ExperimentResults results = Read(one);
        SettingResult setting = results.Settings.Single();

        Assert.That(
            setting.Rows.SelectMany(static row => row.Trials).Select(static trial => trial.Reason),
            Is.All.Null
        );
        Assert.That(two, Is.EqualTo(one), "whatever the number of workers");
        Assert.That(Value(setting, "original", "loss-threshold/auc"), Is.GreaterThan(0.9));
        Assert.That(Value(setting, "retrain", "loss-threshold/auc"), Is.EqualTo(0.5).Within(0.3));
        Assert.That(Value(setting, "original", PerplexityFigures.Forget.Name), Is.LessThan(2.0));
        Assert.That(
            Value(setting, "retrain", PerplexityFigures.Forget.Name),
            Is.GreaterThan(2 * Value(setting, "original", PerplexityFigures.Forget.Name))
        );
        Assert.That(Value(setting, "original", TrialFigures.ForgetAccuracy.Name), Is.InRange(0.9, 1.0));
        Assert.That(
            results.Legend.Single(static entry => entry.Name == TrialFigures.ForgetAccuracy.Name).Kind.Label,
            Is.EqualTo("Forget token accuracy")
        );
    }

    [Test]
    public async Task Attacks_on_wordings_and_samples_go_from_plan_to_results_and_are_stored()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition people = People;

        byte[] one = await ExperimentRunnerTests.RunAsync(people, folder, "one", "store");
        byte[] again = await ExperimentRunnerTests.RunAsync(people, folder, "again", "store");
        SettingResult setting = Read(one).Settings.Single();
        IReadOnlyList<TextSample> samples = Samples(folder);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(one));
            Assert.That(
                setting.Rows.SelectMany(static row => row.Trials).Select(static trial => trial.Reason),
                Is.All.Null
            );
            Assert.That(Value(setting, "reference", "zlib/priv-leak"), Is.Zero, "the reference is its own yardstick");
            Assert.That(Value(setting, "sisa-2", "extraction/rouge-l-recall"), Is.InRange(0, 1));
            Assert.That(Value(setting, "original", "truth-ratio/truth-ratio"), Is.InRange(1e-6, 1));
            Assert.That(Value(setting, "original", "truth-ratio/forget-quality-d"), Is.InRange(0, 1));
            Assert.That(samples, Has.Count.EqualTo(3));
            Assert.That(
                samples[0].Answers.Select(static answer => answer.Row),
                Is.EqualTo(new[] { "original", "reference", "sisa-1", "sisa-2", "npo" })
                    .Or.EqualTo(new[] { "original", "reference", "sisa-2", "npo" })
            );
            Assert.That(samples[0].Prompt, Does.EndWith("? "));
        }

        ExportedParts outputs = OutputExport.Write(
            LoadedPlan.Of(people, new DataFolders([], AppContext.BaseDirectory), []),
            new TrialFilter([]),
            new ResultStore(folder["store"], Assert.Fail),
            new HashSet<string>(),
            folder["outputs"],
            CancellationToken.None
        );
        foreach (Named<IVerificationAttack> attack in people.Attacks)
        {
            string file = outputs.Files.Single(path =>
                path.Contains("npo") && path.EndsWith($"{attack.Id}.npz", StringComparison.Ordinal)
            );
            var audited = (IOutputAttack)attack.Value;
            AttackEvidence evidence = audited.Evaluate(AuditInputs.Build(ArrayFile.Read(file), [.. audited.Needs]));
            Assert.That(
                evidence.Figures[0].Value,
                Is.EqualTo(Value(setting, "npo", $"{attack.Id}/{evidence.Figures[0].Name}")).Within(1e-9),
                "what was exported is audited to the same figure"
            );
        }

        IReadOnlyList<NamedArray> truth = ArrayFile.Read(
            outputs.Files.Single(static path =>
                path.Contains("npo") && path.EndsWith("truth-ratio.npz", StringComparison.Ordinal)
            )
        );
        Assert.That(
            Array.ConvertAll(Values("truth_answer_counts"), static count => count > 0 ? 1.0 : 0.0),
            Is.EqualTo(Values(AuditInputs.Members)),
            "only members are asked about wordings"
        );

        double[] Values(string name) => truth.Single(array => array.Name == name).Values;
    }

    [Test]
    public async Task Sampled_answers_are_stored_shown_and_drawn_once_whatever_is_trained_with_them()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition Preferring(double gamma) =>
            People with
            {
                Methods =
                [
                    new Named<IUnlearningMethod>(
                        "alt-po",
                        new AltPo
                        {
                            Gamma = gamma,
                            Epochs = 2,
                            Samples = 2,
                        }
                    ),
                ],
                Attacks = [],
            };
        await ExperimentRunnerTests.RunAsync(Preferring(1.0), folder, "one", "store");
        CacheEntry drawn = Drawn().Single();
        RowAnswer shown = Samples(folder)[0].Answers.Single(static answer => answer.Row == "alt-po");

        await ExperimentRunnerTests.RunAsync(Preferring(2.0), folder, "two", "store");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.Drawn, Has.Count.EqualTo(2));
            Assert.That(shown.Drawn, Has.None.EqualTo(Samples(folder)[0].Right), "no sample is the true answer");
            Assert.That(Drawn().Single(), Is.EqualTo(drawn), "another weight takes the same samples");
            Assert.That(
                Samples(folder)[0].Answers.Where(static answer => answer.Row != "alt-po"),
                Has.All.Property(nameof(RowAnswer.Drawn)).Null
            );
        }

        // A run that lost all but trainings and samples comes to the same, and draws nothing.
        byte[] results = await ExperimentRunnerTests.RunAsync(Preferring(1.0), folder, "again", "store");
        var store = new ResultStore(folder["store"], Assert.Fail);
        foreach (StoreFile file in store.Files().ToArray())
        {
            if (store.ReadHeader(file.Key)!.Kind is not ("member" or "drawn"))
            {
                store.Remove(file.Key);
            }
        }

        byte[] resumed = await ExperimentRunnerTests.RunAsync(Preferring(1.0), folder, "resumed", "store");
        Assert.That(resumed, Is.EqualTo(results));
        Assert.That(Drawn().Single(), Is.EqualTo(drawn));

        CacheEntry[] Drawn() =>
            [
                .. new StoreInspector(new ResultStore(folder["store"], Assert.Fail))
                    .List()
                    .Where(static entry => entry.Kind == "drawn"),
            ];
    }

    [Test]
    public async Task An_exported_model_is_a_folder_with_its_tokenizer_that_a_manifest_takes_again()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition people = People with { Methods = [.. People.Methods.Take(1)], Attacks = [] };
        await ExperimentRunnerTests.RunAsync(people, folder, "one", "store");
        var folders = new DataFolders([], AppContext.BaseDirectory);

        ExportedParts exported = WeightExport.Write(
            LoadedPlan.Of(people, folders, []),
            new TrialFilter([]),
            new ResultStore(folder["store"], Assert.Fail),
            new HashSet<string>(),
            folder["weights"]
        );

        string original = exported.Files.Single(static file => file.Contains("original"));
        var own = (FictitiousPeople)people.Datasets[0].Value with { Tokenizer = original };
        ExperimentPlan again = LoadedPlan.Of(
            people with
            {
                Datasets = [new Named<IDatasetSource>("people", own)],
                Model = new Llama { Weights = original },
            },
            folders,
            []
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Directory.GetFiles(original).Select(Path.GetFileName),
                Is.SupersetOf(new[] { "config.json", "model.safetensors", "tokenizer.json" })
            );
            Assert.That(
                File.ReadAllText(Path.Combine(original, "config.json")),
                Does.Contain("\"eos_token_id\": 257"),
                "Python ends answers where the tool does"
            );
            Assert.That(again.Problems[0].Given!.Perplexity, Is.LessThan(60), "258 is guessing");
        }
    }

    [Test]
    public void Wrong_answers_are_asked_for_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition bare = Texts with
        {
            Attacks = [new Named<IVerificationAttack>("truth-ratio", new TruthRatioAttack())],
        };

        Assert.That(
            async () => await ExperimentRunnerTests.RunAsync(bare, folder, "one", "store"),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains("no point of 'riddles' that is forgotten has wrong ones")
        );
    }

    private static IReadOnlyList<TextSample> Samples(TemporaryFolder folder) =>
        System
            .Text.Json.JsonSerializer.Deserialize(
                File.ReadAllBytes(Directory.GetFiles(folder.Path, "curves.json", SearchOption.AllDirectories)[0]),
                ResultJson.Readable.RunCurves
            )!
            .Settings.Single()
            .Samples!;

    private static double Value(SettingResult setting, string row, string figure) =>
        setting.Rows.Single(one => one.Id == row).Summary.Single(found => found.Name == figure).Value!.Value;

    private static ExperimentResults Read(byte[] json) =>
        System.Text.Json.JsonSerializer.Deserialize(json, ResultJson.Readable.ExperimentResults)!;

    /// <summary>Questions whose answers cannot be guessed: only who has seen one knows it.</summary>
    [Dataset("riddles")]
    private sealed record Riddles : IDatasetSource, ITextPoints
    {
        private const int Vocabulary = 32;

        public SplitRule Split =>
            new()
            {
                Train = 60,
                Test = 30,
                Population = 30,
            };

        public Dataset Load(DataFolders folders)
        {
            var key = new RandomKey(11);
            return SequenceDataset.Of(
                "riddles",
                new TokenTable(
                    Vocabulary,
                    [
                        .. Enumerable
                            .Range(0, 120)
                            .Select(point => key.Derive(point))
                            .Select(own =>
                                TokenSequence.After(
                                    [.. Enumerable.Range(0, 10).Select(i => own.Below((ulong)i, Vocabulary))],
                                    4
                                )
                            ),
                    ]
                )
            );
        }
    }
}
