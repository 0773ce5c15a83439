using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;
using static Unlearn.Reporting.Tests.Mocks.MockRows;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>
/// Results as an experiment with two scenarios, three seeds, two attacks, shard counts and a sweep would end, with every
/// oddity that a report must survive: a diverged trial, rates that cannot be resolved, hostile names.
/// </summary>
internal static class MockResults
{
    public const string HostileName = "<script>alert(\"x\")</script> & '|`*_[a](javascript:b)\u0001 ]]> \r\n# x";

    public const int Seeds = 3;

    public static ReportModel Model() =>
        ReportModel.Create(Results(), Timings(Results()), Environment(), curves: MockCurves.Of(Results()));

    public static IReadOnlyList<KeyValuePair<string, string>> Environment() =>
        [
            new("unlearn", "0.1.0"),
            new("runtime", ".NET 10.0.1"),
            new("platform", "linux-x64"),
            new("libtorch", "2.10.0"),
            new("cores", "2"),
            new("evil " + HostileName, HostileName),
        ];

    public static ExperimentResults Results() =>
        new()
        {
            Experiment = "digits-forgetting",
            Description = "Does cheap forgetting pass the attacks that retraining passes?",
            Definition = "9f2c1d0e5b7a4c3f8e6d1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f",
            Datasets =
            [
                new DatasetSummary(
                    "digits",
                    1797,
                    64,
                    10,
                    1078,
                    359,
                    360,
                    "51098dd4fb4413f450dcab8c6ba598686a6c8654d0941d7d11ee9f12996e9400"
                ),
            ],
            Settings = [Setting("a-few", 54, hostile: true), Setting("threes", 110, hostile: false)],
            Legend = MockLegend.Of(),
            Margins = new VerdictMargins(),
            Tuning = MockTuning.Of(),
            VerificationGradients = 48_211_200,
            VerificationModels = 74,
        };

    /// <summary>The same with hostile text wherever a manifest or data can bring text in.</summary>
    public static ExperimentResults HostileResults()
    {
        ExperimentResults results = Results();
        return results with
        {
            Experiment = HostileName,
            Description = HostileName,
            Tuning = MockTuning.Of(HostileName),
            Legend =
            [
                .. results.Legend.Select(static entry =>
                    entry with
                    {
                        Name = Hostile(entry.Name),
                        Attack = entry.Attack is null ? null : HostileName + entry.Attack,
                        AttackTitle = entry.Attack is null ? null : HostileName,
                    }
                ),
            ],
            Datasets = [results.Datasets[0] with { Name = HostileName, Digest = HostileName }],
            Settings =
            [
                .. results.Settings.Select(static setting =>
                    setting with
                    {
                        Dataset = HostileName,
                        Model = HostileName,
                        Scenario = HostileName,
                        OriginalWeights = new OriginalWeights(HostileName, HostileName),
                        Verdicts =
                        [
                            .. setting.Verdicts.Select(static verdict =>
                                verdict with
                                {
                                    Row = verdict.Row + HostileName,
                                    Sentence = HostileName,
                                    WouldDecide = HostileName,
                                    Evidence =
                                    [
                                        .. verdict.Evidence.Select(static judged =>
                                            judged with
                                            {
                                                Attack = HostileName + judged.Attack,
                                                Figure = Hostile(judged.Figure),
                                                Sentence = HostileName,
                                            }
                                        ),
                                    ],
                                }
                            ),
                        ],
                        Rows =
                        [
                            .. setting.Rows.Select(static row =>
                                row with
                                {
                                    Id = row.Id + HostileName,
                                    Method = HostileName,
                                    Type = HostileName,
                                    Kind = row.Role == RowRole.Method ? HostileName : "",
                                    Options = HostileName,
                                    Summary = [.. row.Summary.Select(Hostile)],
                                    Trials =
                                    [
                                        .. row.Trials.Select(static trial =>
                                            trial with
                                            {
                                                Id = trial.Id + HostileName,
                                                Reason = trial.Reason is null ? null : HostileName,
                                                Figures = [.. trial.Figures.Select(Hostile)],
                                            }
                                        ),
                                    ],
                                }
                            ),
                        ],
                    }
                ),
            ],
        };
    }

    public static RunTimings Timings(ExperimentResults results)
    {
        Dictionary<string, double> trials = [];
        Dictionary<string, double> initial = [];
        foreach (SettingResult setting in results.Settings)
        {
            foreach (RowResult row in setting.Rows)
            {
                foreach (TrialResult trial in row.Trials.Where(_ => row.Role is RowRole.Reference or RowRole.Method))
                {
                    double gradients = trial.Figures.FirstOrDefault(static f => f.Name == "gradients")?.Value ?? 500;
                    trials[trial.Id] = (gradients * 1.6e-5) + 0.01 + (trial.Seed * 0.003);
                    initial[trial.Id] = 0.52 + (trial.Seed * 0.01);
                }
            }
        }

        return new RunTimings(41.7, trials, initial);
    }

    private static string Hostile(string figure) =>
        figure.Contains('/', StringComparison.Ordinal) ? $"{HostileName}/{figure}" : figure;

    private static Figure Hostile(Figure figure) =>
        figure with
        {
            Name = Hostile(figure.Name),
            NotResolvable = figure.NotResolvable is null ? null : HostileName,
            Unit = figure.Unit == "fraction" ? "fraction" : figure.Unit,
        };

    private static SettingResult Setting(string scenario, int forget, bool hostile)
    {
        string prefix = $"digits/mlp/{scenario}";
        double forgetBase = scenario == "threes" ? 0 : 0.965;
        const double retraining = 21_500;
        List<RowResult> rows =
        [
            Row(prefix, RowRole.Original, "original", "original", "", null, [1.0, 0.995, 0.968], [0.66, 0.81], null),
            Row(
                prefix,
                RowRole.Reference,
                "reference",
                "retrain",
                "exact",
                null,
                [1.0, forgetBase, 0.966],
                [0.503, 0.497],
                retraining
            ),
            Row(prefix, RowRole.Null, "null", "null", "", null, [1.0, forgetBase, 0.967], [0.5, 0.502], null),
            Row(prefix, RowRole.Method, "sisa-1", "sisa", "exact", 1, [1.0, forgetBase, 0.964], [0.506, 0.51], 18_200),
            Row(
                prefix,
                RowRole.Method,
                "sisa-5",
                "sisa",
                "exact",
                5,
                [0.99, forgetBase, 0.951],
                [0.498, 0.494],
                16_900
            ),
            Row(
                prefix,
                RowRole.Method,
                "sisa-20",
                "sisa",
                "exact",
                20,
                [0.96, forgetBase, 0.915],
                [0.501, 0.505],
                15_100
            ),
            Row(
                prefix,
                RowRole.Method,
                "ascent[learningRate=0.001]",
                "gradient-ascent",
                "approximate",
                null,
                [0.999, 0.99, 0.966],
                [0.64, 0.77],
                2_700
            ),
            Row(
                prefix,
                RowRole.Method,
                "ascent[learningRate=0.003]",
                "gradient-ascent",
                "approximate",
                null,
                [0.91, 0.42, 0.88],
                [0.31, 0.24],
                2_700,
                failAt: 2
            ),
            Row(
                prefix,
                RowRole.Method,
                "influence",
                "influence",
                "approximate",
                null,
                [0.998, 0.97, 0.962],
                [0.55, 0.62],
                5_400
            ),
            Row(
                prefix,
                RowRole.Method,
                "newton",
                "certified-newton",
                "certified",
                null,
                [0.985, 0.96, 0.957],
                [0.512, 0.52],
                1_024
            ),
            Row(
                prefix,
                RowRole.Method,
                hostile ? HostileName : "fine-tune",
                "fine-tune",
                "approximate",
                null,
                [1.0, 0.985, 0.969],
                [0.6, 0.71],
                5_120
            ),
        ];
        return new SettingResult
        {
            Dataset = "digits",
            Model = "mlp",
            Scenario = scenario,
            TrainPoints = 1078,
            ForgetPoints = forget,
            TestPoints = 359,
            Rows = rows,
            Verdicts = MockVerdicts.Of(rows),
            Comparisons =
            [
                new MethodComparison("lira", "sisa-1", "influence", -0.11, 0.0004, 0.0012),
                new MethodComparison("lira", "sisa-1", hostile ? HostileName : "fine-tune", -0.2, 0.00001, 0.00004),
            ],
        };
    }
}
