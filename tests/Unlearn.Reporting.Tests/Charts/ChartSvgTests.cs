using System.Xml.Linq;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Charts;

public class ChartSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly SettingReport Setting = MockResults.Model().Settings[0];

    private static IEnumerable<string?> Charts() =>
        [
            IntervalChart.Render("a", Setting.Rows, "lira/auc", "title", "label", 0.5),
            ShardChart.Render("b", Setting, Setting.Legend("test-accuracy")!, logarithmic: false),
            ShardChart.Render("c", Setting, Setting.Legend("points-retrained")!, logarithmic: true),
            CostChart.Render("d", Setting),
            TuningChart.Render("e", MockTuning.Of().Methods),
        ];

    [Test]
    public void Every_chart_can_be_drawn() => Assert.That(Charts(), Is.All.Not.Null);

    [Test]
    public void Drawing_twice_in_one_process_gives_the_same_bytes()
    {
        string?[] first = [.. Charts()];
        string?[] second = [.. Charts()];
        Assert.That(second, Is.EqualTo(first));
    }

    [TestCaseSource(nameof(Charts))]
    public void Is_well_formed_scalable_and_titled(string chart)
    {
        XElement root = XElement.Parse(chart);
        Assert.That(root.Name, Is.EqualTo(Svg + "svg"));
        Assert.That(root.Attribute("width"), Is.Null);
        Assert.That((string?)root.Attribute("viewBox"), Does.StartWith("0 0 480 "));
        Assert.That(root.Element(Svg + "title")!.Value, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Charts))]
    public void Depends_on_no_font_of_the_host(string chart)
    {
        XElement[] texts = [.. XElement.Parse(chart).Descendants(Svg + "text")];
        Assert.That(texts, Is.Not.Empty);
        Assert.That(texts.Attributes("font-family"), Is.Empty);
        Assert.That(texts.Select(static text => (string?)text.Attribute("x")), Is.All.EqualTo("0"));
    }

    [Test]
    public void Row_labels_end_at_the_axis_and_tick_labels_stand_under_their_ticks()
    {
        XElement root = XElement.Parse(IntervalChart.Render("a", Setting.Rows, "lira/auc", "title", "label", 0.5)!);
        Dictionary<string, string> anchors = root.Descendants(Svg + "text")
            .ToDictionary(static text => text.Value, static text => (string)text.Attribute("text-anchor")!);
        Assert.That(anchors["Original model"], Is.EqualTo("end"));
        Assert.That(anchors["influence"], Is.EqualTo("end"));
        Assert.That(anchors["0.5"], Is.EqualTo("middle"));
        Assert.That(anchors["label"], Is.EqualTo("middle"));
    }

    [Test]
    public void One_row_alone_is_no_chart() =>
        Assert.That(IntervalChart.Render("a", [Setting.Rows[0]], "lira/auc", "title", "label", null), Is.Null);

    [Test]
    public void One_shard_count_alone_is_no_chart()
    {
        SettingReport single = Setting with { Rows = [.. Setting.Rows.Where(static row => row.Shards is null or 5)] };
        Assert.That(ShardChart.Render("a", single, Setting.Legend("test-accuracy")!, logarithmic: false), Is.Null);
    }

    [Test]
    public void Infinite_interval_ends_are_cut_at_the_axis()
    {
        RowReport[] rows =
        [
            .. Setting.Rows.Select(static row =>
                row with
                {
                    Summary =
                    [
                        .. row.Summary.Select(static figure =>
                            figure.Interval is { } interval
                                ? figure with
                                {
                                    Interval = interval with { Upper = double.PositiveInfinity },
                                }
                                : figure
                        ),
                    ],
                }
            ),
        ];
        string chart = IntervalChart.Render("a", rows, "lira/auc", "title", "label", 0.5)!;
        Assert.That(chart, Does.Not.Contain("NaN").And.Not.Contain("∞"));
    }
}
