using System.Xml.Linq;
using Unlearn.Learning.Landscape;
using Unlearn.Reporting.Landscape;

namespace Unlearn.Reporting.Tests.Landscape;

public class LearningVersusUnlearningFigureTests
{
    private static readonly LearningVersusUnlearning Numbers = LearningVersusUnlearning.Compute();
    private static readonly string Figure = LearningVersusUnlearningFigure.Render(Numbers);
    private static readonly XElement Root = XElement.Parse(Figure);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void Rendering_twice_gives_the_same_bytes() =>
        Assert.That(LearningVersusUnlearningFigure.Render(LearningVersusUnlearning.Compute()), Is.EqualTo(Figure));

    [Test]
    public void Has_an_arrow_for_every_step_of_both_walks() =>
        Assert.That(
            Of("step").Count(),
            Is.EqualTo(Numbers.Learning.Path.Count - 1 + Numbers.Unlearning.Path.Count - 1)
        );

    [Test]
    public void Every_arrow_has_a_shaft_and_a_head() =>
        Assert.That(
            Of("step")
                .Select(static step =>
                    step.Elements().Count(static e => (string?)e.Attribute("class") is "shaft" or "head")
                ),
            Is.All.EqualTo(2)
        );

    [Test]
    public void Marks_the_target_in_both_panels() => Assert.That(Of("target").Count(), Is.EqualTo(2));

    [Test]
    public void Names_panels_and_axes()
    {
        string[] texts = [.. Root.Descendants(Svg + "text").Select(static text => text.Value)];
        Assert.That(
            texts,
            Is.SupersetOf(new[] { "(a) Learning", "(b) Unlearning", "weight 1", "weight 2", "loss (nats)" })
        );
    }

    [Test]
    public void Arrows_come_after_the_surface_so_that_nothing_hides_them()
    {
        foreach (XElement panel in Root.Elements(Svg + "g"))
        {
            List<string?> order = [.. panel.Elements().Select(static element => (string?)element.Attribute("class"))];
            int lastFace = Math.Max(order.LastIndexOf("inside"), order.LastIndexOf("outside"));
            Assert.That(order.IndexOf("step"), Is.GreaterThan(lastFace));
        }
    }

    [Test]
    public void Everything_lies_on_the_page()
    {
        double[] box = [.. ((string)Root.Attribute("viewBox")!).Split(' ').Select(Number)];
        foreach (XElement panel in Root.Elements(Svg + "g"))
        {
            foreach (XAttribute points in panel.Descendants().Attributes("points"))
            {
                double[][] places =
                [
                    .. points.Value.Split(' ').Select(static pair => pair.Split(',').Select(Number).ToArray()),
                ];
                Assert.That(places.Select(static place => place[0]), Is.All.InRange(0, box[2] / 2));
                Assert.That(places.Select(static place => place[1]), Is.All.InRange(0, box[3]));
            }
        }
    }

    [Test]
    public void Follows_the_readers_light_or_dark_preference() =>
        Assert.That(Root.Element(Svg + "style")!.Value, Does.Contain("prefers-color-scheme: dark"));

    [Test]
    public void Is_small_enough_for_a_page() => Assert.That(Figure, Has.Length.LessThan(250_000));

    private static IEnumerable<XElement> Of(string style) =>
        Root.Descendants().Where(element => (string?)element.Attribute("class") == style);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
