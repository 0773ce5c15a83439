using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>A column of a <see cref="MeasureGroup"/>.</summary>
/// <param name="Legend">The figure.</param>
/// <param name="Head">Its head below the group's title.</param>
/// <param name="Gap">The distance to the reference that stands under it, or null.</param>
public sealed record MeasureColumn(FigureLegend Legend, string Head, FigureKind? Gap);
