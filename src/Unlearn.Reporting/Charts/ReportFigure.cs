namespace Unlearn.Reporting.Charts;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Its name, unique in the report: <c>s1-utility</c>.</param>
/// <param name="Svg">An SVG element.</param>
/// <param name="Caption">What it shows.</param>
internal sealed record ReportFigure(string Name, string Svg, string Caption);
