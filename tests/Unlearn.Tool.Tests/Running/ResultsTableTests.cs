using Spectre.Console.Testing;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Tool.Running;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Tool.Tests.Running;

public sealed class ResultsTableTests
{
    [Test]
    public void A_row_shows_means_with_half_widths_and_how_many_seeds_failed()
    {
        string text = Render(
            Row(
                "ascent[learningRate=0.1]",
                Figure(TrialFigures.ForgetAccuracy.Name, 0.5, new Interval(0.4, 0.6, 0.95, "student-t")),
                Figure("lira/auc", null, null),
                Figure(CostFigures.SpeedUp.Name, 12.34, null)
            )
        );

        Assert.That(text, Does.Contain("digits / mlp / a-few: forget 5 of 100 points"));
        Assert.That(text, Does.Contain("lira AUC"));
        Assert.That(
            text,
            Does.Match(@"ascent\[learningRate=0\.1\] \(1 of 2 failed\) +traces left +0\.500 ±0\.100 +n/r +12\.3x")
        );
    }

    [Test]
    public void Columns_are_called_what_the_results_call_their_figures()
    {
        var tokens = new LegendEntry(
            TrialFigures.ForgetAccuracy.Name,
            null,
            null,
            TrialFigures.ForgetAccuracy with
            {
                Label = "Forget token accuracy",
            }
        );

        string text = Render(Row("fine-tune"), tokens);

        Assert.That(text, Does.Contain("forget token acc.").And.Contain("test acc."));
    }

    private static string Render(RowResult row, params LegendEntry[] more)
    {
        var results = new ExperimentResults
        {
            Experiment = "e",
            Margins = new VerdictMargins(),
            Legend = [new LegendEntry("lira/auc", "lira", "LiRA", ScoreFigures.Auc), .. more],
            Description = "",
            Definition = "",
            Datasets = [],
            Settings =
            [
                new()
                {
                    Dataset = "digits",
                    Model = "mlp",
                    Scenario = "a-few",
                    TrainPoints = 100,
                    ForgetPoints = 5,
                    TestPoints = 20,
                    Rows = [row],
                    Verdicts =
                    [
                        new RowVerdict
                        {
                            Row = row.Id,
                            Verdict = Verdict.TracesLeft,
                            Sentence = "",
                            Evidence = [],
                        },
                    ],
                },
            ],
            VerificationGradients = 0,
            VerificationModels = 0,
        };
        using var console = new TestConsole();
        console.Profile.Width = 200;
        console.Write(ResultsTable.Of(results).Single());
        return console.Output;
    }

    private static RowResult Row(string id, params Figure[] summary) =>
        new()
        {
            Role = RowRole.Method,
            Id = id,
            Method = id,
            Type = id,
            Kind = "approximate",
            Trials = [Trial(TrialStatus.Completed), Trial(TrialStatus.Failed)],
            Summary = summary,
        };

    private static TrialResult Trial(TrialStatus status) =>
        new()
        {
            Id = "t",
            Seed = 0,
            Status = status,
            Figures = [],
        };

    private static Figure Figure(string name, double? value, Interval? interval) =>
        new()
        {
            Name = name,
            Value = value,
            Interval = interval,
            Count = 2,
        };
}
