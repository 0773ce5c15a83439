using System.Reflection;

namespace Unlearn.Generators.Diagnostics;

/// <summary>Where the page of a diagnostic is found: in the repository that the build names, or by its path there.</summary>
internal static class HelpLinks
{
    private static readonly string Folder = RepositoryUrl() is { Length: > 0 } url
        ? $"{url.TrimEnd('/')}/blob/main/docs/diagnostics/"
        : "docs/diagnostics/";

    public static string For(string id) => $"{Folder}{id}.md";

    private static string? RepositoryUrl() =>
        typeof(HelpLinks)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static pair => pair.Key == "RepositoryUrl")
            ?.Value;
}
