using System.Globalization;
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
    private const double BelowName = 0.25;

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
            [.. strips.SelectMany(static (strip, index) => Labels(strip.Row, strip.Counts, -index - 0.5))]
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
        for (int index = 0; index < strips.Length; index++)
        {
            double middle = -index - 0.5;
            (RowReport row, PhiHistogram counts) = strips[index];

            // Both halves of a row have one scale. Votes of an ensemble take few values, so that one for all rows would flatten the others.
            double most = Math.Max(Peak(counts.Forget), Peak(counts.Unseen));
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

    // A strip's name, and below it how many points its outermost bars stand for that lie further out.
    private static IEnumerable<(double, string)> Labels(RowReport row, PhiHistogram counts, double middle)
    {
        yield return (middle, UtilityChart.Name(row));
        if (counts.Outside > 0)
        {
            yield return (
                middle - BelowName,
                string.Create(CultureInfo.InvariantCulture, $"{counts.Outside:#,0} further out")
            );
        }
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
