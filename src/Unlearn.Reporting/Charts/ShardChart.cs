using System.Globalization;
using ScottPlot;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Charts;

/// <summary>A figure of sharded methods against the number of shards, with the retrained reference as a dashed line.</summary>
internal static class ShardChart
{
    private const double MarkerSize = 7.5;

    /// <summary>Draws, or returns null when no method has the figure at two shard counts.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="legend">The figure.</param>
    /// <param name="logarithmic">Whether the figure's axis is logarithmic.</param>
    public static string? Render(string id, SettingReport setting, FigureLegend legend, bool logarithmic)
    {
        (int Shards, string Series, RowReport Row, Figure Figure)[] points =
        [
            .. setting
                .Methods.Where(static row => row.Shards is > 0)
                .Select(row => (row.Shards!.Value, Series(row), row, row.Find(legend.Name)!))
                .Where(static point => point.Item4?.Value is { } value && double.IsFinite(value))
                .OrderBy(static point => point.Item1),
        ];
        if (points.Select(static point => point.Shards).Distinct().Count() < 2)
        {
            return null;
        }

        IEnumerable<double> values = points.SelectMany(static point =>
            FigureText.Possible(point.Figure) is { } interval
                ? [point.Figure.Value!.Value, interval.Lower, interval.Upper]
                : new[] { point.Figure.Value!.Value }
        );
        Dictionary<string, double> expected =
            legend.Name == CostFigures.Gradients.Name
                ? (setting.Curves?.Expected ?? []).ToDictionary(static one => one.Row, static one => one.Gradients)
                : [];
        bool isLogarithmic = logarithmic && points.All(static point => point.Figure.Value > 0);
        double? retrained =
            setting.Find(RowRole.Reference)?.Find(legend.Name)?.Value is { } level && (!isLogarithmic || level > 0)
                ? level
                : null;
        values = values.Concat(expected.Values);
        if (retrained is { } seen)
        {
            values = values.Append(seen);
        }

        ChartAxis across = ChartAxis.Logarithmic(
            points.Select(static point => (double)point.Shards),
            points.Select(static point => (double)point.Shards).Distinct()
        );
        ChartAxis up = isLogarithmic ? ChartAxis.Logarithmic(values) : ChartAxis.Linear(values, 0.02);
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 24;
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            300,
            left,
            across,
            up,
            "number of shards",
            legend.Label.ToLowerInvariant()
        );

        canvas.GridUp();
        LabelPlacer labels = new(canvas);
        if (retrained is { } rule)
        {
            double height = up.Place(rule);
            canvas.DashedLine(across.Minimum, height, across.Maximum, height, Color.FromHex(ChartTheme.Rule), 1.2f);
            labels.KeepLine(across.Minimum, height, across.Maximum, height);
        }

        foreach ((int shards, _, _, Figure figure) in points)
        {
            labels.Keep(across.Place(shards), up.Place(figure.Value!.Value), MarkerSize);
        }

        foreach (var series in points.GroupBy(static point => point.Series))
        {
            (double X, double Y, RowReport Row, Figure Figure)[] places =
            [
                .. series.Select(point =>
                    (across.Place(point.Shards), up.Place(point.Figure.Value!.Value), point.Row, point.Figure)
                ),
            ];
            for (int index = 0; index < places.Length; index++)
            {
                (double x, double y, RowReport row, Figure mean) = places[index];
                Color colour = ChartTheme.ColourOf(row.Kind);
                if (index > 0)
                {
                    canvas.Line(places[index - 1].X, places[index - 1].Y, x, y, colour, 1.5f);
                    labels.KeepLine(places[index - 1].X, places[index - 1].Y, x, y);
                }

                if (FigureText.Possible(mean) is { } interval)
                {
                    canvas.Line(x, up.PlaceInside(interval.Lower), x, up.PlaceInside(interval.Upper), colour, 2.5f);
                }

                canvas.Marker(x, y, row.Kind);
                if (expected.TryGetValue(row.Id, out double formula) && (!isLogarithmic || formula > 0))
                {
                    canvas.Ring(x, up.Place(formula), colour);
                }
            }
        }

        foreach ((int shards, _, RowReport row, Figure figure) in points)
        {
            labels.Label(UtilityChart.Name(row), across.Place(shards), up.Place(figure.Value!.Value), MarkerSize);
        }

        if (retrained is { } named)
        {
            labels.Label("retrained", across.Maximum, up.Place(named), 0);
        }

        return canvas.ToSvg(
            id,
            $"{legend.Label} against the number of shards",
            $"{points.Length} points; the numbers stand in the table."
        );
    }

    // Rows that differ in nothing but the number of shards are one line.
    private static string Series(RowReport row) =>
        row.Method
        + row.Options.Replace(
            string.Create(CultureInfo.InvariantCulture, $"\"shards\":{row.Shards}"),
            "",
            StringComparison.Ordinal
        );
}
