using System.Globalization;
using System.Xml.Linq;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Charts;

/// <summary>What every chart keeps: labels inside, none on another, every point named, the same bytes again.</summary>
public sealed class SettingChartsTests
{
    private const double Half = 6;

    private static readonly ReportModel Model = ReportModel.Create(
        MockResults.Results(),
        MockResults.Timings(MockResults.Results()),
        [],
        curves: MockCurves.Of(MockResults.Results())
    );

    private static IEnumerable<TestCaseData> Figures() =>
        from setting in Model.Settings
        from figure in SettingCharts.Of(setting).Concat(LandscapeCharts.Of(setting))
        select new TestCaseData(figure.Svg).SetArgDisplayNames(figure.Name);

    [TestCaseSource(nameof(Figures))]
    public void Labels_are_inside_and_none_lies_on_another(string svg)
    {
        XElement root = XElement.Parse(svg);
        double[] view = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(Number)];
        (string Text, double Left, double Top, double Right, double Bottom)[] boxes =
        [
            .. root.Descendants().Where(static element => element.Name.LocalName == "text").Select(Box),
        ];

        Assert.Multiple(() =>
        {
            foreach ((string text, double left, double top, double right, double bottom) in boxes)
            {
                Assert.That(left, Is.GreaterThanOrEqualTo(view[0] - 1), text);
                Assert.That(right, Is.LessThanOrEqualTo(view[2] + 1), text);
                Assert.That(top, Is.GreaterThanOrEqualTo(view[1] - 1), text);
                Assert.That(bottom, Is.LessThanOrEqualTo(view[3] + 1), text);
            }

            for (int i = 0; i < boxes.Length; i++)
            {
                for (int j = i + 1; j < boxes.Length; j++)
                {
                    bool meet =
                        boxes[i].Left < boxes[j].Right
                        && boxes[j].Left < boxes[i].Right
                        && boxes[i].Top < boxes[j].Bottom
                        && boxes[j].Top < boxes[i].Bottom;
                    Assert.That(meet, Is.False, $"'{boxes[i].Text}' and '{boxes[j].Text}'");
                }
            }
        });
    }

    [Test]
    public void Twenty_models_in_one_place_all_have_their_names()
    {
        SettingResult setting = MockResults.Results().Settings[1];
        RowResult sisa = setting.Rows.First(static row => row.Id == "sisa-5");
        string[] names = [.. Enumerable.Range(1, 20).Select(static number => $"method-{number}")];
        ExperimentResults crowded = MockResults.Results() with
        {
            Settings =
            [
                setting with
                {
                    Rows =
                    [
                        .. setting.Rows.Where(static row => row.Role != RowRole.Method),
                        .. names.Select(name => sisa with { Id = name }),
                    ],
                },
            ],
        };
        ReportModel model = ReportModel.Create(crowded, MockResults.Timings(crowded), []);
        string svg = SettingCharts.Of(model.Settings[0]).Single(static figure => figure.Name == "s1-utility").Svg;

        Assert.That(XElement.Parse(svg).Descendants().Select(static element => element.Value), Is.SupersetOf(names));
        Labels_are_inside_and_none_lies_on_another(svg);
    }

    [Test]
    public void A_chart_that_says_most_comes_first_and_there_is_a_curve_for_every_method()
    {
        string[] names = [.. SettingCharts.Of(Model.Settings[1]).Select(static figure => figure.Name)];
        Assert.That(names.Take(3), Is.EqualTo(new[] { "s2-utility", "s2-phi", "s2-roc-0" }));
        Assert.That(
            names.Count(static name => name.StartsWith("s2-roc-", StringComparison.Ordinal)),
            Is.EqualTo(Model.Settings[1].Methods.Count())
        );
    }

    [Test]
    public void Rows_that_differ_in_the_number_of_shards_alone_are_one_line()
    {
        SettingReport setting = Model.Settings.First(static one => one.Methods.Count(row => row.Shards is > 0) > 1);
        SettingReport apart = setting with
        {
            Rows =
            [
                .. setting.Rows.Select(static row =>
                    row with
                    {
                        Options = row.Options.Replace("vote", $"vote-{row.Id}", StringComparison.Ordinal),
                    }
                ),
            ],
        };

        Assert.That(Lines(setting) - Lines(apart), Is.EqualTo(setting.Methods.Count(static row => row.Shards > 0) - 1));

        static int Lines(SettingReport shown) =>
            XElement
                .Parse(
                    SettingCharts
                        .Of(shown)
                        .Single(static figure =>
                            figure.Name.EndsWith("-shards-test-accuracy", StringComparison.Ordinal)
                        )
                        .Svg
                )
                .Descendants()
                .Count(static element => (string?)element.Attribute("stroke") == ChartTheme.Exact);
    }

    [Test]
    public void Points_beyond_the_axis_of_phi_are_counted_under_the_name()
    {
        SettingReport setting = Model.Settings[0];
        XElement svg = XElement.Parse(SettingCharts.Of(setting).Single(static figure => figure.Name == "s1-phi").Svg);

        Assert.That(
            svg.Descendants().Count(static element => element.Value == "1,234 further out"),
            Is.EqualTo(setting.Rows.Count(static row => row.Kind == "approximate"))
        );
    }

    [Test]
    public void Bands_of_rates_end_at_zero_and_one()
    {
        SettingReport setting = Model.Settings[0];
        SettingReport wide = setting with
        {
            Curves = setting.Curves! with
            {
                Lines =
                [
                    .. setting.Curves.Lines.Select(static line =>
                        line with
                        {
                            Lower = [.. line.Lower.Select(static _ => -3.0)],
                            Higher = [.. line.Higher.Select(static _ => 4.0)],
                        }
                    ),
                ],
            },
        };
        ReportFigure[] figures =
        [
            .. SettingCharts
                .Of(wide)
                .Where(static figure => figure.Name.Contains("-relearning-", StringComparison.Ordinal)),
        ];

        Assert.That(figures, Has.Length.EqualTo(1));
        double[] ticks =
        [
            .. XElement
                .Parse(figures[0].Svg)
                .Descendants()
                .Where(static element => (string?)element.Attribute("text-anchor") == "end")
                .Select(static element => element.Value.Replace('−', '-'))
                .Where(static text => double.TryParse(text, CultureInfo.InvariantCulture, out _))
                .Select(Number),
        ];
        Assert.That(ticks, Is.Not.Empty);
        Assert.That(ticks, Is.All.InRange(-0.2, 1.2));
    }

    [Test]
    public void The_same_numbers_give_the_same_bytes() =>
        Assert.That(
            SettingCharts.Of(Model.Settings[0]).Select(static figure => figure.Svg),
            Is.EqualTo(SettingCharts.Of(Model.Settings[0]).Select(static figure => figure.Svg))
        );

    private static (string Text, double Left, double Top, double Right, double Bottom) Box(XElement text)
    {
        string[] move = ((string?)text.Attribute("transform") ?? "translate(0 0)")["translate(".Length..^1].Split(' ');
        double x = Number(move[0]) + Number((string?)text.Attribute("x") ?? "0");
        double y = Number(move[1]) + Number((string?)text.Attribute("y") ?? "0");
        double width = text.Value.Length * ChartText.CharacterWidth * Number((string)text.Attribute("font-size")!) / 12;
        double left = (string?)text.Attribute("text-anchor") switch
        {
            "middle" => x - (width / 2),
            "end" => x - width,
            _ => x,
        };
        return (text.Value, left, y - Half - 3, left + width, y + Half - 3);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
