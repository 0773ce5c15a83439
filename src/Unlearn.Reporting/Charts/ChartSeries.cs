namespace Unlearn.Reporting.Charts;

/// <summary>A line of a chart with its band.</summary>
/// <param name="Name">What stands at its end.</param>
/// <param name="Kind">The kind of method that gives it its colour; empty for yardsticks.</param>
/// <param name="Across">Places, ascending.</param>
/// <param name="Up">The value at each.</param>
/// <param name="Lower">Lower ends of the band.</param>
/// <param name="Higher">Upper ends.</param>
internal sealed record ChartSeries(
    string Name,
    string Kind,
    IReadOnlyList<double> Across,
    IReadOnlyList<double> Up,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Higher
);
