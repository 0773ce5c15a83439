using ScottPlot;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>A figure of each method against the number of answered requests.</summary>
internal static class StreamChart
{
    /// <summary>Draws, or returns null when there are fewer than two answers.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="rows">Rows that answered the stream.</param>
    /// <param name="title">What the figure is.</param>
    /// <param name="value">The figure of an answer.</param>
    /// <param name="running">Whether values are added up from answer to answer.</param>
    public static string? Render(
        string id,
        IReadOnlyList<StreamReport> rows,
        string title,
        Func<StreamStep, double> value,
        bool running
    )
    {
        if (rows.Count == 0 || rows.Max(static row => row.Steps.Count) < 2)
        {
            return null;
        }

        (StreamReport Row, double[] Values)[] series = [.. rows.Select(row => (row, Values(row, value, running)))];
        ChartAxis across = ChartAxis.Linear(
            rows.SelectMany(static row => row.Steps.Select(static step => (double)step.Answer)),
            1
        );
        ChartAxis up = ChartAxis.Linear(series.SelectMany(static item => item.Values), running ? 1 : 0.02);
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 24;
        using ChartCanvas canvas = new(ChartCanvas.Width, 300, left, across, up, "answered requests", title);
        canvas.GridUp();
        foreach ((StreamReport row, double[] values) in series)
        {
            Color colour = ChartTheme.ColourOf(row.Kind);
            for (int i = 1; i < values.Length; i++)
            {
                if (double.IsFinite(values[i - 1]) && double.IsFinite(values[i]))
                {
                    canvas.Line(
                        across.Place(i),
                        up.Place(values[i - 1]),
                        across.Place(i + 1),
                        up.Place(values[i]),
                        colour,
                        1.5f
                    );
                }
            }

            if (double.IsFinite(values[^1]))
            {
                canvas.Marker(across.Place(values.Length), up.Place(values[^1]), row.Kind);

                // Under the line where it would leave the plot above.
                bool high = up.Place(values[^1]) > (0.9 * up.Maximum) + (0.1 * up.Minimum);
                canvas.Text(
                    row.Id,
                    across.Place(values.Length),
                    up.Place(values[^1]),
                    high ? Alignment.UpperRight : Alignment.LowerRight,
                    -4,
                    high ? 4 : -4
                );
            }
        }

        return canvas.ToSvg(
            id,
            $"{title} against answered requests",
            $"{rows.Count} methods; the numbers stand in the table."
        );
    }

    private static double[] Values(StreamReport row, Func<StreamStep, double> value, bool running)
    {
        double[] values = [.. row.Steps.Select(value)];
        for (int i = 1; running && i < values.Length; i++)
        {
            values[i] += values[i - 1];
        }

        return values;
    }
}
