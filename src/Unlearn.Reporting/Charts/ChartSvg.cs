using System.Globalization;
using System.Xml.Linq;
using Unlearn.Reporting.Text;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Makes the chart library's SVG fit for a page: ids that are unique in the page and the same in every run (the library
/// counts clip paths up over the process), text in the reader's font instead of the host's, a scalable size, a title.
/// </summary>
internal static class ChartSvg
{
    // Of text in a file of its own; the page has colours for light and dark.
    private const string Ink = "#3D4853";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Cleans a document.</summary>
    /// <param name="document">What the library wrote.</param>
    /// <param name="id">A name that no other chart of the page has: prefix of all ids.</param>
    /// <param name="title">The chart's title for screen readers.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="labels">Labels of the axes, which the library would write where they do not fit.</param>
    public static string Clean(
        string document,
        string id,
        string title,
        string description,
        params IEnumerable<AxisLabel> labels
    )
    {
        XElement root = XDocument.Parse(document).Root!;
        (string width, string height) = (root.Attribute("width")!.Value, root.Attribute("height")!.Value);
        root.ReplaceAttributes(
            new XAttribute("class", "chart"),
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-text"),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("fill", Ink)
        );
        RenumberClips(root, id);
        foreach (XElement text in root.Descendants(Svg + "text").ToList())
        {
            FreeText(text);
        }

        root.Add(
            labels
                .Where(static label => label.Text.Length > 0)
                .Select(static label => new XElement(
                    Svg + "text",
                    new XAttribute(
                        "transform",
                        FormattableString.Invariant($"translate({label.X:0.##} {label.Y:0.##})")
                    ),
                    new XAttribute("x", "0"),
                    new XAttribute("y", "0"),
                    new XAttribute("font-size", AxisLabel.FontSize),
                    new XAttribute("text-anchor", label.Anchor),
                    label.Text
                ))
        );

        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), WritableText.Valid(title)),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-text"), WritableText.Valid(description))
        );
        return root.ToString(SaveOptions.None).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>One clip path for each distinct shape, numbered in order of appearance.</summary>
    private static void RenumberClips(XElement root, string id)
    {
        Dictionary<string, string> byShape = [];
        Dictionary<string, string> byOldId = [];
        foreach (XElement clip in root.Descendants(Svg + "clipPath").ToList())
        {
            string shape = string.Concat(clip.Elements().Select(static element => element.ToString()));
            string oldId = clip.Attribute("id")!.Value;
            if (byShape.TryGetValue(shape, out string? known))
            {
                byOldId[oldId] = known;
                clip.Remove();
                continue;
            }

            string newId = string.Create(CultureInfo.InvariantCulture, $"{id}-clip-{byShape.Count}");
            byShape[shape] = byOldId[oldId] = newId;
            clip.SetAttributeValue("id", newId);
        }

        foreach (XAttribute use in root.Descendants().Attributes("clip-path"))
        {
            string oldId = use.Value["url(#".Length..^1];
            use.Value = $"url(#{byOldId[oldId]})";
        }
    }

    /// <summary>
    /// The library places each glyph for the host's font. Any other font would look torn, so a text keeps only its anchor:
    /// start, middle or end, read off the glyphs' positions relative to it.
    /// </summary>
    private static void FreeText(XElement text)
    {
        double[] glyphs = Numbers(text.Attribute("x"));
        double size = Numbers(text.Attribute("font-size")).FirstOrDefault(12);
        double first = glyphs.FirstOrDefault();
        double width = glyphs.Length > 1 ? (glyphs[^1] - first) * glyphs.Length / (glyphs.Length - 1.0) : size * 0.6;
        (string Anchor, double Distance)[] anchors =
        [
            ("start", Math.Abs(first)),
            ("middle", Math.Abs(first + (width / 2))),
            ("end", Math.Abs(first + width)),
        ];
        text.SetAttributeValue("x", "0");
        text.SetAttributeValue(
            "y",
            Numbers(text.Attribute("y")).FirstOrDefault().ToString("0.##", CultureInfo.InvariantCulture)
        );
        text.SetAttributeValue("text-anchor", anchors.MinBy(static anchor => anchor.Distance).Anchor);
        text.SetAttributeValue("font-family", null);
        text.SetAttributeValue("font-weight", null);
        text.SetAttributeValue("fill", null);
        text.Value = text.Value.Trim();
    }

    private static double[] Numbers(XAttribute? attribute) =>
        [
            .. (attribute?.Value ?? "")
                .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
                .Select(static number => double.Parse(number, CultureInfo.InvariantCulture)),
        ];
}
