using Unlearn.Engine.Evaluation;
using Unlearn.Reporting.Figures;

namespace Unlearn.Reporting.Model;

/// <summary>An attack of a setting.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Headline">Its first figure.</param>
/// <param name="Columns">Its columns in the main table: the headline, the gap to the reference, and the true-positive rate at 1 %, where it has them.</param>
public sealed record AttackReport(string Name, string Title, FigureLegend Headline, IReadOnlyList<FigureLegend> Columns)
{
    /// <summary>The figure on which verdicts rest: the gap to the reference where scores allow one, else the headline.</summary>
    public FigureLegend Judged =>
        Columns.FirstOrDefault(static column => column.Kind.Name == AttackFigures.AucGap.Name) ?? Headline;
}
