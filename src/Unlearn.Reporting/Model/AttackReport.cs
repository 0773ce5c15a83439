using Unlearn.Reporting.Figures;

namespace Unlearn.Reporting.Model;

/// <summary>An attack of a setting.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Headline">Its first figure, on which verdicts rest.</param>
/// <param name="Columns">Its columns in the main table: the headline, and the true-positive rate at 1 % if it has one.</param>
public sealed record AttackReport(string Name, FigureLegend Headline, IReadOnlyList<FigureLegend> Columns)
{
    /// <summary>The name for people.</summary>
    public string Title => FigureLegend.Words(Name);
}
