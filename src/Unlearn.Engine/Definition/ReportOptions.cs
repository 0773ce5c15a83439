using Unlearn.Core.Components;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Definition;

/// <summary>What is written beside <c>results.json</c>.</summary>
public sealed record ReportOptions
{
    /// <summary>Report files. Default html and markdown.</summary>
    public IReadOnlyList<ReportFormat> Formats { get; init; } = [ReportFormat.Html, ReportFormat.Markdown];

    /// <summary>What verdicts call a small difference to retraining.</summary>
    [NotInKeys]
    public VerdictMargins Margins { get; init; } = new();
}
