using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Reproduction;

/// <summary>What is worse than in a baseline, and what is noise.</summary>
public sealed class RegressionTests
{
    private static readonly double[] Good = [0.95, 0.94, 0.96];

    [Test]
    public void A_run_is_no_worse_than_itself() => Assert.That(RegressionRule.Between(Run(Good), Run(Good)), Is.Empty);

    [Test]
    public void A_loss_of_accuracy_in_every_seed_is_a_regression()
    {
        Regression found = RegressionRule.Between(Run(Good), Run([0.90, 0.89, 0.91])).Single();
        Assert.That(found.What, Is.EqualTo("test-accuracy"));
        Assert.That(found.By, Is.EqualTo(0.05).Within(1e-9));
    }

    [TestCase(0.94, 0.93, 0.95, Reason = "within the tolerance")]
    [TestCase(0.99, 0.99, 0.99, Reason = "better")]
    [TestCase(0.99, 0.80, 0.97, Reason = "seeds do not agree")]
    public void Noise_and_gains_are_none(double first, double second, double third) =>
        Assert.That(RegressionRule.Between(Run(Good), Run([first, second, third])), Is.Empty);

    [TestCase(Verdict.Forgotten, Verdict.TracesLeft, true)]
    [TestCase(Verdict.Forgotten, Verdict.NotDecided, true)]
    [TestCase(Verdict.NotDecided, Verdict.Broken, true)]
    [TestCase(Verdict.TracesLeft, Verdict.OverForgotten, false)]
    [TestCase(Verdict.TracesLeft, Verdict.Forgotten, false)]
    [TestCase(Verdict.Exact, Verdict.Forgotten, false)]
    public void A_verdict_that_turns_bad_is_a_regression(Verdict before, Verdict after, bool expected) =>
        Assert.That(
            RegressionRule.Between(Run(Good, before), Run(Good, after)).Select(static found => found.What),
            expected ? Is.EqualTo(new[] { "verdict" }) : Is.Empty
        );

    [Test]
    public void A_row_that_is_gone_is_a_regression() =>
        Assert.That(
            RegressionRule.Between(Run(Good), Run(Good, row: "other")).Single(),
            Is.EqualTo(new Regression("", "digits/mlp/a-few/sisa", "row", "present", "absent", null))
        );

    private static ExperimentResults Run(double[] seeds, Verdict verdict = Verdict.Exact, string row = "sisa") =>
        new()
        {
            Experiment = "e",
            Description = "",
            Definition = "",
            Datasets = [],
            Margins = new VerdictMargins(),
            Legend = [new LegendEntry("test-accuracy", null, null, TrialFigures.TestAccuracy)],
            VerificationGradients = 0,
            VerificationModels = 0,
            Settings =
            [
                new SettingResult
                {
                    Dataset = "digits",
                    Model = "mlp",
                    Scenario = "a-few",
                    TrainPoints = 100,
                    ForgetPoints = 5,
                    TestPoints = 50,
                    Verdicts =
                    [
                        new RowVerdict
                        {
                            Row = row,
                            Verdict = verdict,
                            Sentence = "",
                            Evidence = [],
                        },
                    ],
                    Rows =
                    [
                        new RowResult
                        {
                            Role = RowRole.Method,
                            Id = row,
                            Method = row,
                            Type = row,
                            Kind = "exact",
                            Summary = [Accuracy(seeds.Average())],
                            Trials =
                            [
                                .. seeds.Select(
                                    (value, seed) =>
                                        new TrialResult
                                        {
                                            Id = $"t/{seed}",
                                            Seed = seed,
                                            Status = TrialStatus.Completed,
                                            Figures = [Accuracy(value)],
                                        }
                                ),
                            ],
                        },
                    ],
                },
            ],
        };

    private static Figure Accuracy(double value) => TrialFigures.TestAccuracy.Of(value, 50);
}
