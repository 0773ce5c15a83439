using Unlearn.Engine.Results;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Browser.Tests;

/// <summary>A thousand trials of twenty figures: made in seconds, of a few megabytes, painted at once.</summary>
public sealed class LargeReportTests
{
    private const int Rows = 40;
    private const int Seeds = 25;

    [Test]
    [Category("Slow")]
    public async Task A_large_report_is_made_and_painted_in_time()
    {
        ReportModel model = Model();
        HtmlReport.Render(MockResults.Model()); // what every process does once
        string page = "";
        TimeSpan made = ThreadTime.Of(() => page = HtmlReport.Render(model));
        await using OpenPage opened = await OpenPage.Of(page, 1280, dark: false);
        double painted = await opened.Page.EvaluateAsync<double>(
            "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true }))"
        );
        TestContext.Out.WriteLine(
            $"made in {made.TotalSeconds:0.00} s, {page.Length / 1e6:0.00} MB, first paint {painted:0} ms"
        );

        Assert.Multiple(() =>
        {
            Assert.That(model.TrialCount, Is.GreaterThanOrEqualTo(1000));
            Assert.That(made, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(page, Has.Length.LessThan(5_000_000));
            Assert.That(painted, Is.LessThan(3000));
        });
    }

    private static ReportModel Model()
    {
        ExperimentResults results = MockResults.Results();
        SettingResult setting = results.Settings[1];
        RowResult method = setting.Rows.First(static row => row.Id == "sisa-5");
        RowResult[] rows =
        [
            .. setting.Rows.Where(static row => row.Role != RowRole.Method),
            .. Enumerable
                .Range(0, Rows)
                .Select(number =>
                    method with
                    {
                        Id = $"method-{number}",
                        Trials =
                        [
                            .. Enumerable
                                .Range(0, Seeds)
                                .Select(seed =>
                                    method.Trials[0] with
                                    {
                                        Id = $"digits/mlp/threes/method-{number}/seed-{seed}",
                                        Seed = seed,
                                    }
                                ),
                        ],
                    }
                ),
        ];
        ExperimentResults large = results with { Settings = [setting with { Rows = rows }] };
        return ReportModel.Create(large, MockResults.Timings(large), [], curves: MockCurves.Of(large));
    }
}
