using ScottPlot;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// How sure models are of the right class, one strip per row: forgotten points above its line, unseen points below, each as shares of their own number.
/// Where both halves mirror each other, nothing tells them apart.
/// </summary>
internal static class PhiChart
{
    private const int StripHeight = 64;
    private const double Reach = 0.46;

    /// <summary>Draws, or returns null without histograms.</summary>
    public static string? Render(string id, SettingReport setting)
    {
        (RowReport Row, PhiHistogram Counts)[] strips =
        [
            .. setting
                .Rows.Where(static row => row.Role != RowRole.Null)
                .Select(row => (row, setting.Curves?.Phi.FirstOrDefault(one => one.Row == row.Id)!))
                .Where(static pair => pair.Item2 is not null),
        ];
        if (strips.Length == 0 || setting.Curves!.Edges.Count < 2)
        {
            return null;
        }

        IReadOnlyList<double> edges = setting.Curves.Edges;
        ChartAxis across = ChartAxis.Linear([edges[0], edges[^1]], 1);
        ChartAxis up = new(
            -strips.Length,
            0,
            IsLogarithmic: false,
            [.. strips.Select(static (strip, index) => (-index - 0.5, UtilityChart.Name(strip.Row)))]
        );
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 22;
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            (strips.Length * StripHeight) + 58,
            left,
            across,
            up,
            "phi of the right class: surer to the right"
        );
        canvas.GridAcross();
        double most = strips.Max(strip => Math.Max(Peak(strip.Counts.Forget), Peak(strip.Counts.Unseen)));
        for (int index = 0; index < strips.Length; index++)
        {
            double middle = -index - 0.5;
            (RowReport row, PhiHistogram counts) = strips[index];
            Half(canvas, edges, counts.Forget, middle, Reach / most, ChartTheme.HexOf(row.Kind), 0.75);
            Half(canvas, edges, counts.Unseen, middle, -Reach / most, ChartTheme.Axis, 0.75);
            canvas.Line(across.Minimum, middle, across.Maximum, middle, Color.FromHex(ChartTheme.Axis), 0.8f);
        }

        canvas.Text("forgotten above", across.Minimum, -0.02, Alignment.UpperLeft, 6, 4);
        canvas.Text("unseen below", across.Minimum, -0.98, Alignment.LowerLeft, 6, -4);
        return canvas.ToSvg(
            id,
            "How sure models are of the right class",
            $"{strips.Length} models of the first seed; forgotten points above each line, unseen points below."
        );
    }

    private static double Peak(IReadOnlyList<int> counts) => counts.Max() / (double)Math.Max(1, counts.Sum());

    private static void Half(
        ChartCanvas canvas,
        IReadOnlyList<double> edges,
        IReadOnlyList<int> counts,
        double middle,
        double scale,
        string colour,
        double opacity
    )
    {
        double all = Math.Max(1, counts.Sum());
        for (int bin = 0; bin < counts.Count; bin++)
        {
            if (counts[bin] > 0)
            {
                canvas.Box(edges[bin], middle, edges[bin + 1], middle + (counts[bin] / all * scale), colour, opacity);
            }
        }
    }
}
