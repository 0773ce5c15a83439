using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Reporting.Tests.Snapshots;

namespace Unlearn.Reporting.Tests.Html;

public partial class HtmlReportTests
{
    private static readonly string Page = HtmlReport.Render(MockResults.Model());

    private const int Methods = 8;

    // One of each kind of attacks' own curves, and maps of loss of training and of each method without shards.
    private const int Lines = 3;
    private const int Maps = 6;

    private static readonly string HostilePage = HtmlReport.Render(
        ReportModel.Create(
            MockResults.HostileResults(),
            MockResults.Timings(MockResults.HostileResults()),
            MockResults.Environment(),
            [MockResults.HostileName],
            MockCurves.Of(MockResults.HostileResults())
        )
    );

    [Test]
    public void The_same_model_gives_the_same_bytes() =>
        Assert.That(HtmlReport.Render(MockResults.Model()), Is.EqualTo(Page));

    [Test]
    public void Matches_the_snapshot_without_its_figures() =>
        Snapshot.Matches(
            "report.html",
            Svg()
                .Replace(Page, "<svg/>")
                .Replace(StyleSheet(), "<style/>", StringComparison.Ordinal)
                .Replace(Script(), "", StringComparison.Ordinal)
        );

    [Test]
    public void Accuracies_are_called_what_the_results_call_them()
    {
        ExperimentResults results = MockResults.Results();
        ExperimentResults texts = results with
        {
            Legend =
            [
                .. results.Legend.Select(static entry =>
                    entry with
                    {
                        Kind = entry.Kind with
                        {
                            Label = entry.Kind.Label.Replace(" accuracy", " token accuracy", StringComparison.Ordinal),
                        },
                    }
                ),
            ],
        };

        string page = HtmlReport.Render(ReportModel.Create(texts, MockResults.Timings(results), []));

        Assert.That(page, Does.Contain("class=\"group\">Token accuracy</th>").And.Contain("Test token accuracy 0."));
        Assert.That(page, Does.Not.Contain("Test accuracy 0."));
    }

    [Test]
    public void Is_well_formed() => Assert.That(() => Parse(Page), Throws.Nothing);

    [Test]
    public void Stays_well_formed_with_hostile_text_everywhere() =>
        Assert.That(() => Parse(HostilePage), Throws.Nothing);

    [Test]
    public void Asks_nothing_of_the_network()
    {
        foreach (string page in new[] { Page, HostilePage })
        {
            XElement root = Parse(page);
            string[] references =
            [
                .. root.DescendantsAndSelf()
                    .Attributes()
                    .Where(static attribute =>
                        attribute.Name.LocalName is "src" or "href" or "data" or "action" or "poster"
                    )
                    .Select(static attribute => attribute.Value),
                .. Url().Matches(page).Select(static match => match.Groups[1].Value),
            ];
            Assert.That(references, Is.Not.Empty.And.All.StartsWith("#"));
            Assert.That(page, Does.Not.Contain("@import"));
        }
    }

    [Test]
    public void Holds_no_other_script_however_hostile_the_names()
    {
        XElement root = Parse(HostilePage);
        string[] scripts =
        [
            .. root.Descendants()
                .Where(static element => element.Name.LocalName == "script")
                .Select(static one => one.Value),
        ];
        string named = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script())));
        Assert.That(scripts, Is.EqualTo(new[] { Script() }), "ours, and no other");
        Assert.That(HostilePage, Does.Contain($"script-src 'sha256-{named}'"), "and no other could run");
        Assert.That(
            root.Descendants()
                .Attributes()
                .Where(static attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [Test]
    public void Hostile_text_adds_no_element()
    {
        Dictionary<string, int> Count(string page) =>
            Parse(page)
                .Descendants()
                .Where(static element =>
                    element.Name.LocalName is "b" or "i" or "a" or "img" or "iframe" or "svg" or "table"
                )
                .CountBy(static element => element.Name.LocalName)
                .ToDictionary();
        Assert.That(Count(HostilePage), Is.EqualTo(Count(Page)));
    }

    [Test]
    public void Hostile_names_can_be_read() =>
        Assert.That(Parse(HostilePage).Value, Does.Contain("<script>alert(\"x\")</script>"));

    [Test]
    public void Ids_are_unique_and_every_reference_to_one_resolves()
    {
        XElement root = Parse(Page);
        string[] ids = [.. root.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.That(ids, Is.Unique);
        string[] references =
        [
            .. root.Descendants().Attributes("href").Select(static href => href.Value[1..]),
            .. root.Descendants().Attributes("aria-labelledby").SelectMany(static labels => labels.Value.Split(' ')),
            .. Url().Matches(Page).Select(static match => match.Groups[1].Value[1..]),
        ];
        Assert.That(references.Distinct(), Is.SubsetOf(ids));
    }

    [Test]
    public void Shows_what_cannot_be_resolved_with_its_reason() =>
        Assert.That(
            Parse(Page).Descendants("td").Select(static cell => cell.Value),
            Has.Some.EqualTo("not resolvable54 non-members cannot resolve a rate of 0.1 %; 1,000 are needed.")
        );

    [Test]
    public void Lists_failed_trials_with_reason_and_loss_curve()
    {
        XElement section = Parse(Page)
            .Descendants("section")
            .Single(static element => (string?)element.Attribute("id") == "failed");
        Assert.That(
            section.Value,
            Does.Contain("The loss was not finite after epoch 5").And.Contain("from 2.30 to not a number in 6 epochs")
        );
        Assert.That(section.Descendants("polyline").Count(), Is.EqualTo(2));
    }

    [Test]
    public void Gives_every_figure_of_every_seed_a_place()
    {
        string text = Parse(Page).Value;
        Assert.That(
            text,
            Does.Contain("loss-threshold/tpr-at-0.1%-fpr").And.Contain("digits/mlp/threes/sisa-20/seed-2")
        );
    }

    [Test]
    public void Draws_use_certainty_curves_attacks_gaps_shards_lines_cost_and_maps_for_each_setting_and_the_search_where_a_candidate_was_measured() =>
        Assert.That(
            Parse(Page).Descendants().Count(static element => (string?)element.Attribute("class") == "chart"),
            Is.EqualTo((2 * (2 + Methods + 2 + 2 + 2 + Lines + 1 + Maps)) + 1)
        );

    [Test]
    public void Says_where_no_candidate_was_closer_than_doing_nothing()
    {
        string[] notes =
        [
            .. Parse(Page)
                .Descendants()
                .Where(static element => element.Value == TuningLine.NothingHelped)
                .Select(static element => element.Ancestors().First(static one => one.Name.LocalName == "tr").Value),
        ];

        Assert.That(notes, Has.Length.EqualTo(1));
        Assert.That(notes[0], Does.StartWith("newton"));
    }

    [Test]
    public void Survives_an_experiment_without_attacks_methods_or_data()
    {
        ExperimentResults empty = MockResults.Results() with { Settings = [], Datasets = [] };
        string page = HtmlReport.Render(ReportModel.Create(empty, MockResults.Timings(empty), []));
        Assert.That(Parse(page).Value, Does.Contain("No method was judged"));
    }

    /// <summary>The page is written so that only void elements and the document type keep it from being XML.</summary>
    private static XElement Parse(string page) =>
        XElement.Parse(
            VoidElement()
                .Replace(
                    page.Replace("<!doctype html>", "", StringComparison.Ordinal),
                    static match => match.Value[..^1] + "/>"
                )
                .Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal)
        );

    private static string StyleSheet()
    {
        int start = Page.IndexOf("<style>", StringComparison.Ordinal);
        return Page[start..(Page.IndexOf("</style>", StringComparison.Ordinal) + "</style>".Length)];
    }

    private static string Script()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.js")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<(meta|wbr|br|link)\\b[^>]*>")]
    private static partial Regex VoidElement();

    [GeneratedRegex("url\\(([^)]*)\\)")]
    private static partial Regex Url();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
