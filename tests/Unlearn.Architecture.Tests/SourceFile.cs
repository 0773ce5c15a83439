using System.Text.RegularExpressions;

namespace Unlearn.Architecture.Tests;

/// <summary>A C# file of the checkout that a person wrote.</summary>
/// <param name="Path">Its path from the root, with forward slashes.</param>
/// <param name="Lines">Its text.</param>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    /// <summary>All files under the given top folders, without build output.</summary>
    public static IReadOnlyList<SourceFile> Under(params string[] folders) =>
        [
            .. folders
                .Select(static folder => Checkout.Path(folder))
                .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Where(static file =>
                    !file.Contains("/obj/", StringComparison.Ordinal)
                    && !file.Contains("/bin/", StringComparison.Ordinal)
                )
                .Select(static file => new SourceFile(
                    System.IO.Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'),
                    File.ReadAllLines(file)
                ))
                .OrderBy(static file => file.Path, StringComparer.Ordinal),
        ];

    /// <summary>The namespace, or null where the file has none.</summary>
    public string? Namespace =>
        Lines
            .Select(static line => NamespaceLine().Match(line))
            .FirstOrDefault(static match => match.Success)
            ?.Groups[1]
            .Value;

    /// <summary>Public top-level types: name and the text after it (parameters, base types).</summary>
    public IReadOnlyList<(string Name, string Tail)> PublicTypes =>
        [
            .. TypeLine()
                .Matches(string.Join('\n', Lines))
                .Select(static match => (match.Groups["name"].Value, match.Groups["rest"].Value)),
        ];

    /// <inheritdoc/>
    public override string ToString() => Path;

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^public (?:(?:sealed|abstract|static|readonly|partial|ref|unsafe) )*(?:record struct|record|class|struct|interface|enum|delegate \S+) (?<name>\w+)(?<rest>[^{;]*)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeLine();
}
