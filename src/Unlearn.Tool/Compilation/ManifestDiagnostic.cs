using System.Globalization;

namespace Unlearn.Tool.Compilation;

/// <summary>Something that is wrong with a manifest, in the words that a build prints as well.</summary>
/// <param name="Id">The stable id, for example <c>UNL0004</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="File">The manifest.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="HelpLink">The page that explains the id; may be empty.</param>
public sealed record ManifestDiagnostic(
    string Id,
    ManifestSeverity Severity,
    string Message,
    string File,
    int Line,
    int Column,
    string HelpLink
)
{
    /// <summary>The line that the compiler prints: <c>a.unlearn.yaml(4,11): error UNL0004: ...</c>.</summary>
    public override string ToString()
    {
        string level = Severity == ManifestSeverity.Error ? "error" : "warning";
        return string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {level} {Id}: {Message}");
    }
}
