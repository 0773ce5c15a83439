using ScottPlot;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Charts;

/// <summary>One line per row: the mean as a marker, its interval as a bar; the null row's interval as a band behind all.</summary>
internal static class IntervalChart
{
    private const int RowHeight = 26;

    /// <summary>Draws a figure of all rows that have it, or returns null when fewer than two do.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="rows">Rows in order, from the top.</param>
    /// <param name="figure">Name of the figure.</param>
    /// <param name="title">Title for screen readers.</param>
    /// <param name="label">Label of the axis.</param>
    /// <param name="rule">Where a dashed line stands (guessing, no gap), or null for none.</param>
    public static string? Render(
        string id,
        IReadOnlyList<RowReport> rows,
        string figure,
        string title,
        string label,
        double? rule
    )
    {
        (RowReport Row, Figure Figure)[] shown =
        [
            .. rows.Select(row => (row, row.Find(figure)!))
                .Where(static pair => pair.Item2?.Value is { } value && double.IsFinite(value)),
        ];
        if (shown.Length < 2)
        {
            return null;
        }

        ChartAxis across = ChartAxis.Linear(
            shown.SelectMany(static pair => Ends(pair.Figure)).Concat(rule is { } at ? [at] : []),
            0.05
        );
        ChartAxis up = new(
            -shown.Length,
            0,
            IsLogarithmic: false,
            [.. shown.Select(static (pair, index) => (-index - 0.5, ChartText.Short(pair.Row.Title)))]
        );
        double longest = up.Ticks.Max(static tick => tick.Label.Length);
        int left = (int)(longest * ChartText.CharacterWidth) + 22;
        using ChartCanvas canvas = new(ChartCanvas.Width, (shown.Length * RowHeight) + 58, left, across, up, label);

        if (
            shown.FirstOrDefault(static pair => pair.Row.Role == Engine.Results.RowRole.Null).Figure is { } nullRow
            && FigureText.Possible(nullRow) is { } band
        )
        {
            canvas.BandAcross(across.PlaceInside(band.Lower), across.PlaceInside(band.Upper));
        }

        canvas.GridAcross();
        if (rule is { } position)
        {
            canvas.DashedLine(position, up.Minimum, position, up.Maximum, Color.FromHex(ChartTheme.Rule), 1);
        }

        for (int index = 0; index < shown.Length; index++)
        {
            (RowReport row, Figure mean) = shown[index];
            double height = -index - 0.5;
            if (FigureText.Possible(mean) is { } interval)
            {
                (double from, double to) = (across.PlaceInside(interval.Lower), across.PlaceInside(interval.Upper));
                canvas.Line(from, height, to, height, ChartTheme.ColourOf(row.Kind), 2.5f);
            }

            canvas.Marker(mean.Value!.Value, height, row.Kind);
        }

        return canvas.ToSvg(id, title, $"{shown.Length} rows; the numbers stand in the table.");
    }

    private static IEnumerable<double> Ends(Figure figure) =>
        FigureText.Possible(figure) is { } interval
            ? [figure.Value!.Value, interval.Lower, interval.Upper]
            : [figure.Value!.Value];
}
