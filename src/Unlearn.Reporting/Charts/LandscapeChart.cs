using System.Globalization;
using ScottPlot;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Landscape;

namespace Unlearn.Reporting.Charts;

/// <summary>The loss around the model at hand, seen from above: shades are equal steps of its logarithm, the line is where the model went.</summary>
internal static class LandscapeChart
{
    private const int Left = 52;
    private const int MarkerSize = 9;
    private const int DotSize = 6;
    private const int Shades = 10;
    private const double Shade = 0.035;

    // Below it differences are of no matter.
    private const double Smallest = 1e-3;

    /// <summary>Draws a map.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="title">Title for screen readers.</param>
    /// <param name="landscape">The map.</param>
    /// <param name="end">What the walk ends at; null where it ends at the trained model.</param>
    /// <param name="kind">The kind of method whose walk it is; empty for training.</param>
    public static string Render(string id, string title, ModelLandscape landscape, string? end, string kind)
    {
        LossMap map = landscape.Map;
        (ChartAxis across, ChartAxis up) = (Axis(map.Across), Axis(map.Up));
        double unit = (ChartCanvas.Width - Left - 16) / (map.Across[^1] - map.Across[0]);
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            (int)Math.Round(unit * (map.Up[^1] - map.Up[0])) + 34 + 46,
            Left,
            across,
            up,
            "across the plane, in units of the filters' norms",
            "up"
        );
        (double lowest, double highest) = Range(map);
        double[,] logs = new double[map.Up.Count, map.Across.Count];
        for (int i = 0; i < map.Losses.Count; i++)
        {
            logs[i / map.Across.Count, i % map.Across.Count] = Math.Log(Math.Max(map.Losses[i], lowest));
        }

        for (int shade = 0; shade < Shades; shade++)
        {
            double level = Math.Log(lowest) + (shade * Math.Log(highest / lowest) / Shades);
            canvas.Superlevel(map.Across, map.Up, logs, level, ChartTheme.Exact, Shade);
        }

        string colour = ChartTheme.HexOf(kind);
        canvas.Curve(
            [.. map.Path.Select(static place => place.Across)],
            [.. map.Path.Select(static place => place.Up)],
            colour,
            1.6f,
            dashed: false
        );
        foreach (PlanePoint place in map.Path)
        {
            canvas.Dot(place.Across, place.Up, Color.FromHex(colour));
        }

        (string Name, PlanePoint Place, string Kind)[] named =
        [
            .. end is null ? [("start", map.Path[0], "")] : Array.Empty<(string, PlanePoint, string)>(),
            ("trained", map.Trained, ""),
            ("retrained", map.Retrained, MethodKinds.Exact),
            .. end is null ? [] : new[] { (ChartText.Short(end), map.Path[^1], kind) },
        ];
        LabelPlacer labels = new(canvas);
        foreach (PlanePoint place in map.Path)
        {
            labels.Keep(place.Across, place.Up, DotSize / 2.0);
        }

        foreach ((_, PlanePoint place, string own) in named)
        {
            canvas.Marker(place.Across, place.Up, own);
            labels.Keep(place.Across, place.Up, MarkerSize / 2.0);
        }

        foreach ((string name, PlanePoint place, _) in named)
        {
            labels.Label(
                string.Create(CultureInfo.InvariantCulture, $"{name} {place.Loss:0.00}"),
                place.Across,
                place.Up,
                MarkerSize / 2.0
            );
        }

        return canvas.ToSvg(id, title, $"{map.Path.Count} places of the way; numbers are losses in nats.");
    }

    /// <summary>The losses of the lightest and of the darkest shade's edge.</summary>
    public static (double Lowest, double Highest) Range(LossMap map)
    {
        double highest = Math.Max(map.Losses.Max(), 2 * Smallest);
        return (Math.Clamp(map.Losses.Min(), Smallest, highest / 2), highest);
    }

    /// <summary>How many times larger the loss is from one shade to the next.</summary>
    public static double Factor(LossMap map)
    {
        (double lowest, double highest) = Range(map);
        return Math.Pow(highest / lowest, 1.0 / Shades);
    }

    private static ChartAxis Axis(IReadOnlyList<double> places)
    {
        ChartAxis wide = ChartAxis.Linear([places[0], places[^1]], 0);
        return wide with
        {
            Minimum = places[0],
            Maximum = places[^1],
            Ticks = [.. wide.Ticks.Where(tick => tick.Position >= places[0] && tick.Position <= places[^1])],
        };
    }
}
