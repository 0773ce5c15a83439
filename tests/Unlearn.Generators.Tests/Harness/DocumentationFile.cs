using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>The XML documentation that lies beside an assembly.</summary>
internal sealed class DocumentationFile(string path) : DocumentationProvider
{
    private readonly Dictionary<string, string> _members = XDocument
        .Load(path)
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.ToString());

    protected override string? GetDocumentationForSymbol(
        string documentationMemberID,
        CultureInfo preferredCulture,
        CancellationToken cancellationToken = default
    ) => _members.GetValueOrDefault(documentationMemberID);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => _members.GetHashCode();
}
