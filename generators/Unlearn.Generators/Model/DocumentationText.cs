using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Unlearn.Verification.Components;

namespace Unlearn.Generators.Model;

/// <summary>Plain text from XML documentation.</summary>
internal static class DocumentationText
{
    /// <summary>The summary as one line of text; empty when there is none.</summary>
    public static string Summary(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return "";
        }

        try
        {
            XElement? summary = XElement.Parse($"<doc>{xml}</doc>").Descendants("summary").FirstOrDefault();
            return summary is null
                ? ""
                : Regex.Replace(string.Concat(summary.Nodes().Select(Text)), @"\s+", " ").Trim();
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference => LastName(reference),
            XElement element => string.Concat(element.Nodes().Select(Text)),
            _ => "",
        };

    private static string LastName(XElement reference)
    {
        string target =
            (string?)reference.Attribute("cref")
            ?? (string?)reference.Attribute("langword")
            ?? (string?)reference.Attribute("name")
            ?? reference.Value;
        string name = target.Substring(target.LastIndexOfAny(['.', ':']) + 1);
        return target.StartsWith("P:", StringComparison.Ordinal) ? ManifestNames.Camel(name) : name;
    }
}
