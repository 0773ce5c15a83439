using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tests.Tuning;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Pair;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Everything that a result can depend on, and the tasks of every kind that come of it.</summary>
internal sealed record KeyWorld
{
    /// <summary>The model before forgetting is trained elsewhere where this is given: the digest of its file.</summary>
    public string? Weights { get; init; }

    public string Digest { get; init; } = "0123";

    public int[] Train { get; init; } = [.. Enumerable.Range(0, 72)];

    public int[] Test { get; init; } = [.. Enumerable.Range(72, 24)];

    public int[] Population { get; init; } = [.. Enumerable.Range(96, 24)];

    public IModel Model { get; init; } = new SoftmaxRegression();

    public ComputePlatform Platform { get; init; } = new("library 1", "cpu");

    public int Trainer { get; init; } = 1;

    public int Seed { get; init; } = 7;

    public double Rate { get; init; } = 0.1;

    public double Fraction { get; init; } = 0.1;

    /// <summary>An option of every method.</summary>
    public double Method { get; init; } = 0.01;

    /// <summary>An option of an attack.</summary>
    public bool Truncate { get; init; }

    public PlanTask Attack(string row, string attack) =>
        Trial("few", row).Attacks.Single(planned => planned.Name == attack).Task;

    public PlannedTrial Trial(string scenario, string row) =>
        Plan().Trials.Single(trial => trial.Id == $"toy/model/{scenario}/{row}/seed-0");

    public PlanTask Scoring() =>
        Planner(Definition with { Forget = [new("memorised", new MemorisedScenario { Count = 5, Shadows = 4 })] })
            .Build(new TrialFilter([]))
            .Scoring.Single();

    public PlanTask Candidate() => Tuning().First(task => task.Before is not null);

    public PlanTask Landscape(string row) => Plan().Settings[0].Landscapes.Single(map => map.Row == row);

    /// <summary>All tasks of all kinds.</summary>
    public IEnumerable<PlanTask> Everything() =>
        [.. Plan().Tasks, .. (this with { Weights = "abc" }).Plan().Tasks, .. Tuning(), Scoring()];

    private IEnumerable<CandidateTask> Tuning() =>
        TuningPlan
            .Of(
                Planner(
                    Definition with
                    {
                        Tune = new TuneOptions { Trials = 2 },
                        Methods =
                        [
                            new("tuned", new GradientAscent { Steps = 3, LearningRate = Method })
                            {
                                Search = TuningSamples.Ascent,
                            },
                        ],
                    }
                ),
                new TrialFilter([])
            )!
            .Measurements;

    private ExperimentPlan Plan() => Planner(Definition).Build(new TrialFilter([]));

    private ExperimentDefinition Definition =>
        new()
        {
            Name = "keys",
            Seeds = new SeedPlan { Base = Seed, Count = 1 },
            Datasets = [],
            Model = Model,
            Training = new TrainingOptions { LearningRate = Rate },
            Forget =
            [
                new("few", new RandomScenario { Fraction = Fraction }),
                new("stream", new StreamScenario { Requests = 4, Batch = 2 }),
            ],
            Methods =
            [
                new("sisa", new Sisa { Slices = 2 }),
                new("ascent", new GradientAscent { LearningRate = Method }),
                new("scrub", new Scrub { Rewind = true, LearningRate = Method }),
                new("langevin", new Langevin { LearningRate = Method }),
            ],
            Attacks =
            [
                new("lira", new Lira { Shadows = 8, Truncate = Truncate }),
                new("u-lira", new ULira { Shadows = 8 }),
                new("pair", new PairLeakage()),
                new("gap", new AccuracyGap()),
                new("zrf", new Zrf()),
                new("distance", new WeightDistanceProbe()),
            ],
            Report = new ReportOptions { Landscape = true },
        };

    private ExperimentPlanner Planner(ExperimentDefinition definition)
    {
        var dataset = new Dataset
        {
            Name = "toy",
            Features = new float[120 * 4],
            FeatureShape = [4],
            Labels = [.. Enumerable.Range(0, 120).Select(static point => point % 4)],
            ClassNames = ["a", "b", "c", "d"],
            Digest = Digest,
        };
        var problem = new LearningProblem(
            "toy",
            "model",
            dataset,
            new DataSplit([.. Train], [.. Test], [.. Population]),
            Model,
            definition.Training,
            Platform,
            Trainer
        )
        {
            Given = Weights is { } digest ? new GivenWeights("weights.safetensors", digest, []) : null,
        };
        return new ExperimentPlanner(definition, [problem]);
    }
}
