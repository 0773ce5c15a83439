using System.Globalization;

namespace Unlearn.Reporting.Landscape;

/// <summary>
/// The perceptually even colour map viridis (S. van der Walt and N. Smith, CC0), interpolated between nine of its colours.
/// Readable in grey and for colour-blind readers.
/// </summary>
internal static class Viridis
{
    private static readonly (int Red, int Green, int Blue)[] Stops =
    [
        (68, 1, 84),
        (72, 40, 120),
        (62, 74, 137),
        (49, 104, 142),
        (38, 130, 142),
        (31, 158, 137),
        (53, 183, 121),
        (110, 206, 88),
        (181, 222, 43),
        (253, 231, 37),
    ];

    /// <summary>The colour at a position, <c>#rrggbb</c>.</summary>
    /// <param name="position">0 (dark) to 1 (light); values outside are clamped.</param>
    public static string At(double position)
    {
        double scaled = Math.Clamp(position, 0, 1) * (Stops.Length - 1);
        int low = Math.Min((int)scaled, Stops.Length - 2);
        double part = scaled - low;
        (int Red, int Green, int Blue) from = Stops[low];
        (int Red, int Green, int Blue) to = Stops[low + 1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mix(from.Red, to.Red, part):x2}{Mix(from.Green, to.Green, part):x2}{Mix(from.Blue, to.Blue, part):x2}"
        );
    }

    private static int Mix(int from, int to, double part) => (int)Math.Round(from + ((to - from) * part));
}
