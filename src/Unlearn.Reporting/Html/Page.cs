using System.Reflection;

namespace Unlearn.Reporting.Html;

/// <summary>The frame of every page: styles and figures are inside, and nothing is asked of a network.</summary>
internal static class Page
{
    private const string ScriptName = "report.js";
    private static readonly Lazy<string> Style = new(static () => Read("report.css"));
    private static readonly Lazy<string> Script = new(static () => Read(ScriptName));

    /// <summary>Renders a page.</summary>
    /// <param name="title">The window's title.</param>
    /// <param name="script">Whether tables can be sorted and filtered; without the script the page loses nothing else.</param>
    /// <param name="body">What is on it.</param>
    public static string Render(string title, bool script, Html body) =>
        Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="{new Html(Policy(script))}">
                <meta name="generator" content="unlearn">
                <title>{title}</title>
                <style>
                {new Html(Style.Value)}</style>
                </head>
                <body>
                {body}
                {(script ? Html.Of($"<script>{new Html(Script.Value)}</script>\n") : Html.Empty)}</body>
                </html>

                """
            )
            .Text.Replace("\r\n", "\n", StringComparison.Ordinal);

    // The one script is named by its digest, so that none that data might bring in runs.
    private static string Policy(bool script) =>
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data:{(script ? $"; script-src 'sha256-{Digest()}'" : "")}";

    private static string Digest() =>
        Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Script.Value))
        );

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
