using ScottPlot;

namespace Unlearn.Reporting.Charts;

/// <summary>Lines with bands, each with its name at its end; yardsticks are dashed.</summary>
internal static class LineChart
{
    private const int Height = 340;
    private const int MarkerSize = 7;

    /// <summary>Draws, or returns null without a line of two places. A line of one place is a point.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="title">Title for screen readers.</param>
    /// <param name="acrossLabel">Label of the axis across.</param>
    /// <param name="upLabel">Label of the axis upwards.</param>
    /// <param name="series">The lines.</param>
    /// <param name="doubling">Whether places double from one to the next, so that the axis across is logarithmic with a tick at each.</param>
    /// <param name="rule">Where a dashed line stands (guessing), or null for none.</param>
    public static string? Render(
        string id,
        string title,
        string acrossLabel,
        string upLabel,
        IReadOnlyList<ChartSeries> series,
        bool doubling = false,
        double? rule = null
    )
    {
        ChartSeries[] shown = [.. series.Where(static line => line.Across.Count > 0)];
        if (!Array.Exists(shown, static line => line.Across.Count > 1))
        {
            return null;
        }

        double[] places = [.. shown.SelectMany(static line => line.Across).Distinct().Order()];
        ChartAxis up = ChartAxis.Linear(
            [
                .. shown.SelectMany(static line => line.Up.Concat(line.Lower).Concat(line.Higher)),
                .. rule is { } level ? [level] : Array.Empty<double>(),
            ],
            0.05
        );
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 24;
        ChartAxis across = WithRoom(
            doubling ? ChartAxis.Logarithmic(places, places) : ChartAxis.Linear(places, 1),
            ChartCanvas.Width - left,
            shown.Max(static line => line.Name.Length)
        );
        using ChartCanvas canvas = new(ChartCanvas.Width, Height, left, across, up, acrossLabel, upLabel);
        canvas.GridUp();
        if (rule is { } guess)
        {
            canvas.DashedLine(across.Minimum, guess, across.Maximum, guess, Color.FromHex(ChartTheme.Rule), 1);
        }

        foreach (ChartSeries line in shown)
        {
            double[] x = [.. line.Across.Select(across.Place)];
            string colour = ChartTheme.HexOf(line.Kind);
            if (x.Length > 1 && !line.Lower.SequenceEqual(line.Higher))
            {
                canvas.Band(x, Inside(up, line.Lower), Inside(up, line.Higher), colour, 0.12);
            }

            canvas.Curve(x, [.. line.Up], colour, 1.8f, dashed: line.Kind.Length == 0);
        }

        LabelPlacer labels = new(canvas);
        foreach (ChartSeries line in shown)
        {
            canvas.Marker(across.Place(line.Across[^1]), line.Up[^1], line.Kind, MarkerSize);
            labels.Keep(across.Place(line.Across[^1]), line.Up[^1], MarkerSize / 2.0);
            for (int i = 1; i < line.Across.Count; i++)
            {
                labels.KeepLine(
                    across.Place(line.Across[i - 1]),
                    line.Up[i - 1],
                    across.Place(line.Across[i]),
                    line.Up[i]
                );
            }
        }

        if (rule is { } dashed)
        {
            labels.KeepLine(across.Minimum, dashed, across.Maximum, dashed);
        }

        foreach (ChartSeries line in shown.OrderByDescending(static line => line.Up[^1]))
        {
            labels.Label(line.Name, across.Place(line.Across[^1]), line.Up[^1], MarkerSize / 2.0);
        }

        return canvas.ToSvg(
            id,
            title,
            $"{shown.Length} lines; bands, where there are any, are 95 % intervals over seeds."
        );
    }

    // Names stand to the right of the last place, where no line is.
    private static ChartAxis WithRoom(ChartAxis axis, double pixels, int characters)
    {
        double room = Math.Min(0.4, ((characters + 3) * ChartText.CharacterWidth) / pixels);
        return axis with { Maximum = axis.Minimum + ((axis.Maximum - axis.Minimum) / (1 - room)) };
    }

    private static double[] Inside(ChartAxis axis, IReadOnlyList<double> values) =>
        [.. values.Select(axis.PlaceInside)];
}
