using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>The list of contents.</summary>
internal static class ContentsSection
{
    public static Html Render(ReportModel model)
    {
        (string Id, string Title)[] parts =
        [
            ("answer", "The answer"),
            ("distrust", "What to distrust"),
            .. model.Settings.Select(static setting =>
                (FormattableString.Invariant($"setting-{setting.Number}"), setting.Title)
            ),
            .. model.Results.Tuning is null ? [] : new[] { ("tuning", "Tuning") },
            .. model.Failed.Any() ? [("failed", "Failed trials")] : Array.Empty<(string, string)>(),
            ("figure", "Learning versus unlearning"),
            ("data", "Data"),
            ("verification", "What verification cost"),
            ("reproduce", "Make it again"),
            ("environment", "Environment"),
        ];
        return Html.Of(
            $"""
            <nav aria-label="Contents">
            <ul>
            {parts.Select(static part => Html.Of($"<li><a href=\"#{part.Id}\">{part.Title}</a></li>\n"))}</ul>
            </nav>
            """
        );
    }
}
