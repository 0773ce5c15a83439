using ScottPlot;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// ROC curves on two logarithmic axes (Carlini et al. 2022, section IV): what an attacker finds while few are falsely accused. One row stands against
/// retraining, with the band of both; the original and guessing are drawn behind.
/// </summary>
internal static class RocChart
{
    /// <summary>Draws, or returns null where the row has no curve under the attack.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="row">The row.</param>
    public static string? Render(string id, SettingReport setting, AttackReport attack, RowReport row)
    {
        if (setting.Curves is not { } curves || Line(curves, attack, row) is not { } own)
        {
            return null;
        }

        RocLine? reference = Line(curves, attack, setting.Find(RowRole.Reference));
        RocLine? original = Line(curves, attack, setting.Find(RowRole.Original));
        double lowest = curves.Rates[0];
        double[] ticks = [.. new[] { 0.0001, 0.001, 0.01, 0.1, 1 }.Where(tick => tick >= lowest * 0.7)];
        ChartAxis axis = ChartAxis.Logarithmic([lowest, 1], ticks);
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            380,
            64,
            axis,
            axis,
            "unseen points falsely accused",
            "forgotten points found"
        );
        canvas.GridUp();
        canvas.GridAcross();
        double[] x = [.. curves.Rates.Select(axis.Place)];
        double[] Heights(IReadOnlyList<double> rates) => [.. rates.Select(axis.PlaceInside)];
        canvas.DashedLine(x[0], x[0], x[^1], x[^1], Color.FromHex(ChartTheme.Rule), 1);
        if (reference is not null)
        {
            canvas.Band(x, Heights(reference.Lower), Heights(reference.Upper), ChartTheme.Band, 1);
        }

        canvas.Band(x, Heights(own.Lower), Heights(own.Upper), ChartTheme.HexOf(row.Kind), 0.18);
        if (original is not null)
        {
            canvas.Curve(x, Heights(original.Rates), ChartTheme.Axis, 1.4f, dashed: true);
        }

        if (reference is not null)
        {
            canvas.Curve(x, Heights(reference.Rates), ChartTheme.Yardstick, 1.6f, dashed: false);
        }

        canvas.Curve(x, Heights(own.Rates), ChartTheme.HexOf(row.Kind), 2.4f, dashed: false);
        Legend(canvas, row, reference is not null, original is not null);
        return canvas.ToSvg(
            id,
            $"ROC of {attack.Title}, {row.Title}",
            $"{curves.Rates.Count} rates, both axes logarithmic; bands are 95 % intervals."
        );
    }

    private static RocLine? Line(SettingCurves curves, AttackReport attack, RowReport? row) =>
        row is null ? null : curves.Roc.FirstOrDefault(line => line.Attack == attack.Name && line.Row == row.Id);

    // In the lower right corner, where a curve above guessing never is.
    private static void Legend(ChartCanvas canvas, RowReport row, bool reference, bool original)
    {
        (string Text, string Colour, bool Dashed, bool Shown)[] lines =
        [
            (UtilityChart.Name(row), ChartTheme.HexOf(row.Kind), false, true),
            ("retrained", ChartTheme.Yardstick, false, reference),
            ("original", ChartTheme.Axis, true, original),
            ("guessing", ChartTheme.Rule, true, true),
        ];
        double y = canvas.PixelY(canvas.Up.Minimum) - 14;
        double right = canvas.Right - 8 - (lines.Max(static line => line.Text.Length) * ChartText.CharacterWidth);
        foreach ((string text, string colour, bool dashed, bool shown) in lines.Reverse())
        {
            if (!shown)
            {
                continue;
            }

            (double from, double height) = canvas.Position(right - 36, y);
            (double to, _) = canvas.Position(right - 6, y);
            canvas.Curve([from, to], [height, height], colour, 2, dashed);
            canvas.Text(text, to, height, Alignment.MiddleLeft, 6, 0);
            y -= 17;
        }
    }
}
