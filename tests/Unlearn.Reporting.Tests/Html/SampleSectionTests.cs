using Unlearn.Engine.Results;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Html;

/// <summary>What models say of forgotten texts, on the page and in Markdown.</summary>
public sealed class SampleSectionTests
{
    [Test]
    public void Words_of_the_right_answer_are_marked_where_they_come_in_its_order()
    {
        string page = HtmlReport.Render(
            Model(
                new TextSample(
                    7,
                    "Who? ",
                    "Ada works as a baker.",
                    [new("original", "Ada bakes as A baker"), new("reference", "")]
                )
            )
        );

        Assert.That(page, Does.Contain("<figcaption>Who?</figcaption>"));
        Assert.That(page, Does.Contain("<dd><mark>Ada</mark> bakes <mark>as A baker</mark></dd>"));
        Assert.That(page, Does.Contain("<dd><em>nothing</em></dd>"));
    }

    [Test]
    public void Hostile_texts_stay_texts()
    {
        const string hostile = "</dd><script>alert(1)</script> | *a* `b`";
        ReportModel model = Model(new TextSample(7, hostile, hostile, [new("original", hostile)]));

        Assert.That(HtmlReport.Render(model), Does.Not.Contain("<script>alert"));
        Assert.That(
            MarkdownReport.Render(model),
            Does.Contain("| *right answer* | \\</dd\\>\\<script\\>alert(1)\\</script\\> \\| \\*a\\* \\`b\\` |")
        );
    }

    [Test]
    public void What_a_method_was_taught_to_prefer_stands_below_what_it_says()
    {
        ReportModel model = Model(
            new TextSample(
                7,
                "Who? ",
                "Ada works as a baker.",
                [new RowAnswer("original", "Ada bakes") { Drawn = ["a <b>cook</b>", "a smith"] }]
            )
        );

        Assert.That(
            HtmlReport.Render(model),
            Does.Contain(
                "<p class=\"drawn\">taught to prefer: <q>a &lt;b&gt;cook&lt;/b&gt;</q> <q>a smith</q> </p></dd>"
            )
        );
        Assert.That(MarkdownReport.Render(model), Does.Contain("| *taught to prefer* | a smith |"));
    }

    [Test]
    public void Reports_of_classifiers_have_none() =>
        Assert.That(HtmlReport.Render(MockResults.Model()), Does.Not.Contain("What the models say"));

    private static ReportModel Model(TextSample sample)
    {
        ExperimentResults results = MockResults.Results();
        var curves = MockCurves.Of(results);
        return ReportModel.Create(
            results,
            MockResults.Timings(results),
            MockResults.Environment(),
            curves: curves with
            {
                Settings = [curves.Settings[0] with { Samples = [sample] }, .. curves.Settings.Skip(1)],
            }
        );
    }
}
