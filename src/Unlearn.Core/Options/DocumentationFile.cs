using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Unlearn.Core.Options;

/// <summary>The documentation comments of an assembly, from the XML file beside it.</summary>
public sealed partial class DocumentationFile
{
    private readonly Dictionary<string, string> _summaries;

    private DocumentationFile(Dictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Reads the file; without one, nothing is documented.</summary>
    public static DocumentationFile Of(Assembly assembly)
    {
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        return new(
            File.Exists(path)
                ? XDocument
                    .Load(path)
                    .Descendants("member")
                    .Where(static member => member.Element("summary") is not null)
                    .ToDictionary(
                        static member => (string)member.Attribute("name")!,
                        static member => Text(member.Element("summary")!)
                    )
                : []
        );
    }

    /// <summary>The summary of a type.</summary>
    public string Summary(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}", "");

    /// <summary>The summary of a property: its own, or that of the interface which it inherits it from.</summary>
    public string Summary(PropertyInfo property) =>
        property
            .DeclaringType!.GetInterfaces()
            .Prepend(property.DeclaringType)
            .Select(type => _summaries.GetValueOrDefault($"P:{type.FullName}.{property.Name}", ""))
            .FirstOrDefault(static summary => summary.Length > 0, "");

    private static string Text(XElement summary)
    {
        IEnumerable<string> parts = summary
            .DescendantNodes()
            .Select(static node =>
                node switch
                {
                    XText text => text.Value,
                    XElement { IsEmpty: true } element => Reference(element),
                    _ => "",
                }
            );
        return Blank().Replace(string.Concat(parts), " ").Trim();
    }

    /// <summary>The last name of what a <c>see</c> or <c>paramref</c> points at, or a keyword.</summary>
    private static string Reference(XElement element)
    {
        string target =
            (string?)element.Attribute("cref")
            ?? (string?)element.Attribute("langword")
            ?? (string?)element.Attribute("name")
            ?? "";
        return target[(target.LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
