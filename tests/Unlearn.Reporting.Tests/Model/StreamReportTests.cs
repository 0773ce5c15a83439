using Unlearn.Engine.Results;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Model;

public class StreamReportTests
{
    [Test]
    public void A_setting_without_a_stream_has_no_section()
    {
        Assert.That(StreamReport.Of(MockResults.Results().Settings[0]), Is.Empty);
        Assert.That(HtmlReport.Render(MockResults.Model()), Does.Not.Contain("The stream of requests"));
    }

    [Test]
    public void Answers_are_means_over_seeds()
    {
        StreamReport row = StreamReport.Of(Streamed(MockResults.Results().Settings[0]))[0];

        Assert.That(row.Steps.Select(static step => step.Answer), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(row.Steps[1].Forgotten, Is.EqualTo(10));
        Assert.That(row.Steps[0].TestAccuracy, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(row.Steps[1].TestAccuracy, Is.EqualTo(0.7).Within(1e-12));
        Assert.That(row.MeanGradients, Is.EqualTo(150));
        Assert.That(row.MostGradients, Is.EqualTo(200));
        Assert.That(row.MeanPoints, Is.Null, "one seed edits weights");
    }

    [Test]
    public void Both_reports_show_the_stream_and_the_page_draws_it()
    {
        ExperimentResults results = MockResults.Results();
        ReportModel model = ReportModel.Create(
            results with
            {
                Settings = [Streamed(results.Settings[0])],
            },
            MockResults.Timings(results),
            MockResults.Environment()
        );
        string page = HtmlReport.Render(model);

        Assert.That(page, Does.Contain("The stream of requests").And.Contain("id=\"s1-stream-accuracy"));
        Assert.That(MarkdownReport.Render(model), Does.Contain("| Row | Answers | Gradients an answer |"));
    }

    [Test]
    public void What_a_method_reports_of_each_answer_is_in_the_page_s_table_and_no_column_stands_where_none_does()
    {
        ExperimentResults results = MockResults.Results();
        SettingResult plain = Streamed(results.Settings[0]);
        RowResult method = plain.Rows.First(static row => row.Role == RowRole.Method);
        SettingResult promising = plain with { Rows = [method with { Trials = [.. method.Trials.Select(Promise)] }] };

        Assert.That(
            StreamReport.Of(promising)[0].Steps.Select(static step => step.Reported),
            Has.All.EqualTo(new[] { ("budget-left", 0.25) })
        );
        Assert.That(Page(promising), Does.Contain("Reported by the method").And.Contain("<td>budget-left 0.250</td>"));
        Assert.That(Page(plain), Does.Contain("The stream of requests").And.Not.Contain("Reported by the method"));

        static TrialResult Promise(TrialResult trial) =>
            trial with
            {
                Steps =
                [
                    .. trial.Steps!.Select(static step =>
                        step with
                        {
                            Figures = [.. step.Figures, Make("budget-left", 0.25)],
                        }
                    ),
                ],
            };

        string Page(SettingResult setting) =>
            HtmlReport.Render(
                ReportModel.Create(
                    results with
                    {
                        Settings = [setting],
                    },
                    MockResults.Timings(results),
                    MockResults.Environment()
                )
            );
    }

    // Seeds differ by 0.1 in accuracy around the mean of three.
    private static SettingResult Streamed(SettingResult setting) =>
        setting with
        {
            Rows =
            [
                .. setting.Rows.Select(static row =>
                    row.Role != RowRole.Method
                        ? row
                        : row with
                        {
                            Trials =
                            [
                                .. row.Trials.Select(
                                    static (trial, seed) =>
                                        trial with
                                        {
                                            Steps =
                                            [
                                                Step(1, 5, 0.7 + (0.1 * seed), 100, seed),
                                                Step(2, 10, 0.6 + (0.1 * seed), 200, seed),
                                            ],
                                        }
                                ),
                            ],
                        }
                ),
            ],
        };

    private static RequestStep Step(int answer, int forgotten, double accuracy, double gradients, int seed) =>
        new(
            answer,
            forgotten,
            [
                Make("retain-accuracy", 1),
                Make("forget-accuracy", 0.5),
                Make("test-accuracy", accuracy),
                Make("gradients", gradients),
                .. seed > 0 ? [] : new[] { Make("points-retrained", 30) },
            ]
        );

    private static Figure Make(string name, double value) =>
        new()
        {
            Name = name,
            Value = value,
            Count = 1,
        };
}
