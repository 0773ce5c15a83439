namespace Unlearn.Generators.Diagnostics;

/// <summary>Where the page of a diagnostic is found.</summary>
internal static class HelpLinks
{
    public static string For(string id) =>
        $"https://github.com/unlearn-harness/unlearn/blob/main/docs/diagnostics/{id}.md";
}
