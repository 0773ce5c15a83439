using Unlearn.Reporting.Figures;

namespace Unlearn.Reporting.Model;

/// <summary>An attack of a setting.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Headline">Its first figure.</param>
/// <param name="Columns">Its columns in the main table: the headline, the gap to the reference, and the true-positive rate at 1 %, where it has them.</param>
public sealed record AttackReport(string Name, FigureLegend Headline, IReadOnlyList<FigureLegend> Columns)
{
    /// <summary>The figure on which verdicts rest: the gap to the reference where scores allow one, else the headline.</summary>
    public string Judged =>
        Columns.FirstOrDefault(static column => FigureNames.WithoutAttack(column.Name) == FigureNames.AucGap)?.Name
        ?? Headline.Name;

    /// <summary>The name for people.</summary>
    public string Title => FigureLegend.Words(Name);
}
