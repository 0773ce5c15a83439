using Unlearn.Core.Components;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Definition;

/// <summary>What is written beside <c>results.json</c>.</summary>
public sealed record ReportOptions
{
    /// <summary>Report files. Default html and markdown.</summary>
    public IReadOnlyList<ReportFormat> Formats { get; init; } = [ReportFormat.Html, ReportFormat.Markdown];

    /// <summary>
    /// Whether the report maps the loss of a classifier around the model of the first seed: where its training went, where each method that edits it went, and where
    /// retraining ends. Trains and unlearns that model once more, and each map takes 693 passes over at most 500 points. Default false.
    /// </summary>
    [NotInKeys]
    public bool Landscape { get; init; }

    /// <summary>What verdicts call a small difference to retraining.</summary>
    [NotInKeys]
    public VerdictMargins Margins { get; init; } = new();
}
