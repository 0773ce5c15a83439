namespace Unlearn.Engine.Definition;

/// <summary>What is written beside <c>results.json</c>.</summary>
public sealed record ReportOptions
{
    /// <summary>Report files. Default html and markdown.</summary>
    public IReadOnlyList<ReportFormat> Formats { get; init; } = [ReportFormat.Html, ReportFormat.Markdown];
}
