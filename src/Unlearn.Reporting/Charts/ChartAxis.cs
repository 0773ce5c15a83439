using System.Globalization;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Range and ticks of an axis. Ticks are chosen here rather than by the chart library, whose choice depends on the fonts
/// of the host.
/// </summary>
/// <param name="Minimum">Lower end, in plot coordinates (logarithms on a logarithmic axis).</param>
/// <param name="Maximum">Upper end, in plot coordinates.</param>
/// <param name="IsLogarithmic">Whether plot coordinates are logarithms to base 10.</param>
/// <param name="Ticks">Positions in plot coordinates and labels.</param>
internal sealed record ChartAxis(
    double Minimum,
    double Maximum,
    bool IsLogarithmic,
    IReadOnlyList<(double Position, string Label)> Ticks
)
{
    // Labels of a chart of 300 pixels that do not touch.
    private const int MostTicks = 12;

    /// <summary>A linear axis over finite values, with about five ticks at steps of 1, 2 or 5.</summary>
    /// <param name="values">What must be visible.</param>
    /// <param name="smallestSpan">The axis is at least this long.</param>
    public static ChartAxis Linear(IEnumerable<double> values, double smallestSpan)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double missing = Math.Max(0, smallestSpan - (high - low)) / 2;
        double margin = Math.Max(high - low, smallestSpan) * 0.06;
        (low, high) = (low - missing - margin, high + missing + margin);

        double rough = (high - low) / 4;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step =
            power
            * (
                rough / power >= 5 ? 5
                : rough / power >= 2 ? 2
                : 1
            );
        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        List<(double, string)> ticks = [];
        for (long tick = (long)Math.Ceiling(low / step); tick * step <= high; tick++)
        {
            ticks.Add((tick * step, Label(tick * step, "#,0." + new string('0', decimals))));
        }

        return new ChartAxis(low, high, IsLogarithmic: false, ticks);
    }

    /// <summary>A logarithmic axis over positive values.</summary>
    /// <param name="values">What must be visible.</param>
    /// <param name="ticks">Where to put ticks; null for round numbers.</param>
    public static ChartAxis Logarithmic(IEnumerable<double> values, IEnumerable<double>? ticks = null)
    {
        double[] logs = [.. values.Where(static value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        (double low, double high) = logs.Length == 0 ? (0, 1) : (logs.Min(), logs.Max());
        double margin = Math.Max((high - low) * 0.08, 0.08);
        (low, high) = (low - margin, high + margin);
        return new ChartAxis(
            low,
            high,
            IsLogarithmic: true,
            [.. (ticks ?? RoundTicks(low, high)).Select(static tick => (Math.Log10(tick), Label(tick, "#,0.######")))]
        );
    }

    /// <summary>A value in plot coordinates.</summary>
    public double Place(double value) => IsLogarithmic ? Math.Log10(value) : value;

    /// <summary>A value in plot coordinates, held inside the axis (for interval ends at infinity).</summary>
    public double PlaceInside(double value) =>
        IsLogarithmic && value <= 0 ? Minimum : Math.Clamp(Place(value), Minimum, Maximum);

    /// <summary>
    /// The coarsest of a few sets of round numbers that gives at least three ticks, of which only so many are kept that their labels stand
    /// apart: ticks in hundredths of a range that crosses a power of ten change their width tenfold there.
    /// </summary>
    private static double[] RoundTicks(double low, double high)
    {
        double apart = (high - low) / MostTicks;
        List<double> kept = [];

        // From the top: the sparse ticks above a power of ten stay, the dense ones below it are thinned.
        foreach (double tick in Finest(low, high).Reverse())
        {
            if (kept.Count == 0 || Math.Log10(kept[^1]) - Math.Log10(tick) >= apart)
            {
                kept.Add(tick);
            }
        }

        kept.Reverse();
        return [.. kept];
    }

    private static double[] Finest(double low, double high)
    {
        double[][] sets =
        [
            [1],
            [1, 3],
            [1, 2, 5],
            [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9],
            [.. Enumerable.Range(10, 90).Select(static tenth => tenth / 10.0)],
        ];
        double[][] choices = [.. sets.Select(set => TicksAt(set, low, high))];
        return choices.FirstOrDefault(static ticks => ticks.Length >= 3, choices[^1]);
    }

    private static double[] TicksAt(double[] mantissas, double low, double high) =>
        [
            .. Enumerable
                .Range((int)Math.Floor(low), (int)Math.Floor(high) - (int)Math.Floor(low) + 1)
                .SelectMany(power => mantissas.Select(mantissa => mantissa * Math.Pow(10, power)))
                .Where(tick => Math.Log10(tick) >= low && Math.Log10(tick) <= high),
        ];

    private static string Label(double value, string format) =>
        (value == 0 ? 0 : value).ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
