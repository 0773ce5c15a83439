using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Model;

public class ReportModelTests
{
    private static readonly ReportModel Model = MockResults.Model();

    [Test]
    public void Rows_stand_in_the_order_of_their_roles_whatever_the_results_say()
    {
        ExperimentResults results = MockResults.Results();
        SettingResult shuffled = results.Settings[0] with { Rows = [.. results.Settings[0].Rows.Reverse()] };
        SettingReport setting = ReportModel
            .Create(results with { Settings = [shuffled] }, MockResults.Timings(results), [])
            .Settings[0];
        Assert.That(setting.Rows.Select(static row => row.Role), Is.Ordered.Ascending);
    }

    [Test]
    public void What_attacks_warn_of_is_in_every_report_once_for_each_row_and_attack()
    {
        ExperimentResults results = MockResults.Results();
        SettingResult setting = results.Settings[0];
        RowResult row = setting.Rows[0];
        RowResult warned = row with
        {
            Trials =
            [
                .. row.Trials.Select(
                    static (trial, seed) =>
                        trial with
                        {
                            Warnings = seed < 2 ? [$"rmia: {seed + 5} of 9 are <0>"] : null,
                        }
                ),
            ],
        };
        var model = ReportModel.Create(
            results with
            {
                Settings = [setting with { Rows = [warned, .. setting.Rows.Skip(1)] }],
            },
            MockResults.Timings(results),
            []
        );

        string html = HtmlReport.Render(model);
        string markdown = MarkdownReport.Render(model);

        Assert.That(
            model.Warned.Select(static one => (one.Trials, one.Words)),
            Is.EqualTo([(2, "rmia: 5 of 9 are <0>")])
        );
        Assert.That(html, Does.Match($"{row.Trials.Count}</td><td class=\"prose\">rmia: 5 of 9 are &lt;0&gt;</td>"));
        Assert.That(markdown, Does.Contain($"| 2 of {row.Trials.Count} | rmia: 5 of 9 are \\<0\\> |"));
        Assert.That(HtmlReport.Render(Model), Does.Not.Contain("What attacks warn of"));
    }

    [Test]
    public void Timings_become_figures_with_a_speed_up_of_the_same_seed()
    {
        RowReport reference = Model.Settings[0].Find(RowRole.Reference)!;
        RowReport sisa = Model.Settings[0].Rows.Single(static row => row.Id == "sisa-20");
        double expected =
            reference.Trials[1].Find(TimeFigures.Seconds.Name)!.Value!.Value
            / sisa.Trials[1].Find(TimeFigures.Seconds.Name)!.Value!.Value;
        Assert.That(sisa.Trials[1].Find(TimeFigures.SpeedUpInSeconds.Name)!.Value, Is.EqualTo(expected));
        Assert.That(sisa.Find(TimeFigures.Seconds.Name)!.Count, Is.EqualTo(3));
    }

    [Test]
    public void A_run_without_timings_has_no_figures_of_time()
    {
        ReportModel model = ReportModel.Create(
            MockResults.Results(),
            new RunTimings(1, new Dictionary<string, double>(), new Dictionary<string, double>()),
            []
        );
        Assert.That(model.Settings[0].Legend(TimeFigures.Seconds.Name), Is.Null);
    }

    [Test]
    public void Failed_trials_are_listed_and_left_out_of_means_of_time()
    {
        Assert.That(Model.Failed.Select(static failure => failure.Trial.Seed), Is.EqualTo(new[] { 2, 2 }));
        RowReport row = Model.Failed.First().Row;
        Assert.That(row.Failed, Is.EqualTo(1));
        Assert.That(row.Find(TimeFigures.Seconds.Name)!.Count, Is.EqualTo(2));
    }

    [Test]
    public void Each_attack_heads_with_its_first_figure()
    {
        Assert.That(
            Model.Settings[0].Attacks.Select(static attack => attack.Headline.Name),
            Is.EqualTo(new[] { "loss-threshold/auc", "lira/auc" })
        );
        Assert.That(
            Model.Settings[0].Attacks[1].Columns.Select(static column => column.Name),
            Is.EqualTo(new[] { "lira/auc", "lira/tpr-at-1%-fpr", "lira/auc-gap" })
        );
    }

    [Test]
    public void The_original_and_every_method_are_judged_and_what_they_are_compared_with_is_not() =>
        Assert.That(
            Model.Settings[0].Rows.Select(static row => row.Verdict?.Evidence.Count ?? 0),
            Is.EqualTo(
                Model.Settings[0].Rows.Select(static row => row.Role is RowRole.Null or RowRole.Reference ? 0 : 2)
            )
        );

    [Test]
    public void A_figure_of_one_row_only_gets_its_legend()
    {
        ExperimentResults results = MockResults.Results();
        SettingResult setting = results.Settings[0];
        Figure odd = new()
        {
            Name = "weights-moved",
            Unit = "nats",
            Value = 2,
            Count = 1,
        };
        RowResult row = setting.Rows[^1] with { Summary = [.. setting.Rows[^1].Summary, odd] };
        ReportModel model = ReportModel.Create(
            results with
            {
                Settings = [setting with { Rows = [.. setting.Rows.SkipLast(1), row] }],
                Legend =
                [
                    .. results.Legend,
                    new LegendEntry(
                        "weights-moved",
                        null,
                        null,
                        new FigureKind("weights-moved", "Weights moved", "How far.") { Unit = "nats" }
                    ),
                ],
            },
            MockResults.Timings(results),
            []
        );
        Assert.That(model.Settings[0].Legend("weights-moved")!.Label, Is.EqualTo("Weights moved"));
    }
}
