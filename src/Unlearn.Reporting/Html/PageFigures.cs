using System.Text.RegularExpressions;

namespace Unlearn.Reporting.Html;

/// <summary>The charts of a page as files of their own: the same bytes as in the page, with what a file needs to stand alone.</summary>
internal static partial class PageFigures
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    /// <summary>Finds them, by the names that they have in the page.</summary>
    public static IEnumerable<(string Name, string Text)> In(string page) =>
        Chart()
            .Matches(page)
            .Select(static match => ($"{match.Groups["name"].Value}.svg", Declaration + match.Value + "\n"));

    [GeneratedRegex(
        "<svg class=\"chart\"[^>]*aria-labelledby=\"(?<name>[^\" ]+)-title [^>]*>.*?</svg>",
        RegexOptions.Singleline
    )]
    private static partial Regex Chart();
}
