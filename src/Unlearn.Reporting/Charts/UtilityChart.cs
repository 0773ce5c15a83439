using ScottPlot;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Forgetting against use: across, the distance of the strongest attack to retraining; upwards, test accuracy. The band is what other seeds of
/// retraining do, the size of a point what its answer cost, and broken models are crosses, wherever they stand.
/// </summary>
internal static class UtilityChart
{
    private const double Smallest = 7;
    private const double Largest = 17;

    private readonly record struct Point(double X, double Y, RowReport Row, double Size);

    /// <summary>Draws, or returns null when fewer than two rows have both numbers.</summary>
    public static string? Render(string id, SettingReport setting)
    {
        if (setting.Attacks.Count == 0)
        {
            return null;
        }

        AttackReport attack = setting.Attacks.MaxBy(one =>
            Math.Abs(
                setting.Find(RowRole.Original) is { } original
                    ? DistanceToReference.Of(setting, original, one) ?? -1
                    : -1
            )
        )!;
        Point[] points =
        [
            .. setting
                .Rows.Where(static row => row is not { Role: RowRole.Null })
                .Select(row => (row, X: DistanceToReference.Of(setting, row, attack), Y: Accuracy(row)))
                .Where(static one => one.X is { } x && one.Y is { } y && double.IsFinite(x) && double.IsFinite(y))
                .Select(one => new Point(one.X!.Value, one.Y!.Value, one.row, Size(setting, one.row))),
        ];
        if (points.Length < 2)
        {
            return null;
        }

        string accuracy = setting.LabelOf(TrialFigures.TestAccuracy).ToLowerInvariant();
        Interval? nothing = NullBand(setting, attack);
        ChartAxis across = ChartAxis.Linear(
            [
                0,
                .. points.Select(static point => point.X),
                .. nothing is null ? [] : new[] { nothing.Lower, nothing.Upper },
            ],
            0.1
        );
        ChartAxis up = ChartAxis.Linear(points.Select(static point => point.Y), 0.05);
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 24;
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            400,
            left,
            across,
            up,
            $"{attack.Judged.Label}, distance to retraining",
            accuracy
        );
        if (nothing is not null)
        {
            canvas.BandAcross(across.PlaceInside(nothing.Lower), across.PlaceInside(nothing.Upper));
        }

        canvas.GridUp();
        canvas.DashedLine(0, up.Minimum, 0, up.Maximum, Color.FromHex(ChartTheme.Rule), 1);
        LabelPlacer labels = new(canvas);
        labels.KeepLine(0, up.Minimum, 0, up.Maximum);
        foreach (Point point in points)
        {
            if (IsBroken(point.Row))
            {
                canvas.Cross(point.X, point.Y, point.Row.Kind, (float)point.Size);
            }
            else
            {
                canvas.Marker(point.X, point.Y, point.Row.Kind, (float)point.Size);
            }

            labels.Keep(point.X, point.Y, point.Size / 2);
        }

        foreach (Point point in points.OrderByDescending(static point => point.Y))
        {
            labels.Label(Name(point.Row), point.X, point.Y, point.Size / 2);
        }

        return canvas.ToSvg(
            id,
            $"Forgetting against {accuracy}, {attack.Title}",
            $"{points.Length} models; crosses are broken models. The numbers stand in the table."
        );
    }

    /// <summary>A row's name where there is little room.</summary>
    internal static string Name(RowReport row) =>
        ChartText.Short(
            row.Role switch
            {
                RowRole.Original => "original",
                RowRole.Reference => "retrained",
                RowRole.Null when row.Kind.Length == 0 => "null",
                _ => row.Id,
            }
        ) + (IsBroken(row) ? " (broken)" : "");

    internal static bool IsBroken(RowReport row) => row.Verdict?.Verdict == Verdict.Broken;

    private static double? Accuracy(RowReport row) => row.Find(TrialFigures.TestAccuracy)?.Value;

    private static Interval? NullBand(SettingReport setting, AttackReport attack)
    {
        if (
            setting.Find(RowRole.Null)?.Find(attack.Judged.Name) is not { } found
            || FigureText.Possible(found) is not { } interval
        )
        {
            return null;
        }

        // Where there is no paired gap, the distance is that of the first figure to the reference's.
        double from =
            attack.Judged == attack.Headline
                ? setting.Find(RowRole.Reference)?.Find(attack.Headline.Name)?.Value ?? 0
                : 0;
        return interval with { Lower = interval.Lower - from, Upper = interval.Upper - from };
    }

    // The area grows with the logarithm of the cost; what costs nothing is smallest.
    private static double Size(SettingReport setting, RowReport row)
    {
        double[] costs =
        [
            .. setting
                .Rows.Select(static one => one.Find(CostFigures.Gradients)?.Value ?? 0)
                .Where(static one => one > 0),
        ];
        double own = row.Find(CostFigures.Gradients)?.Value ?? 0;
        if (own <= 0 || costs.Length == 0)
        {
            return Smallest;
        }

        double span = Math.Log(costs.Max() / costs.Min());
        double share = span <= 0 ? 0.5 : Math.Log(own / costs.Min()) / span;
        return Math.Sqrt((Smallest * Smallest) + (share * ((Largest * Largest) - (Smallest * Smallest))));
    }
}
