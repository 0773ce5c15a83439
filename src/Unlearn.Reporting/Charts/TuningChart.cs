using ScottPlot;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// The search: for each method a row of its candidates by objective, the chosen one large; a dashed line where another retrained model
/// stands, and in each row a tick where the model before the request does, which is what doing nothing scores.
/// </summary>
internal static class TuningChart
{
    private const int RowHeight = 26;

    /// <summary>Draws the methods of one setting, or returns null where no candidate was measured.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="methods">The searches of one setting, from the top.</param>
    public static string? Render(string id, IReadOnlyList<TunedMethodResult> methods)
    {
        (TunedMethodResult Method, double[] Objectives)[] shown =
        [
            .. methods
                .Select(static method => (method, Objectives(method)))
                .Where(static pair => pair.Item2.Length > 0),
        ];
        if (shown.Length == 0)
        {
            return null;
        }

        double yardstick = shown[0].Method.Yardstick.Value!.Value;
        ChartAxis across = ChartAxis.Linear(
            [
                0,
                yardstick,
                .. shown.SelectMany(static pair => pair.Objectives),
                .. shown.Select(static pair => pair.Method.Unmoved?.Value ?? 0),
            ],
            1
        );
        ChartAxis up = new(
            -shown.Length,
            0,
            IsLogarithmic: false,
            [.. shown.Select(static (pair, index) => (-index - 0.5, ChartText.Short(pair.Method.Row)))]
        );
        int left = (int)(up.Ticks.Max(static tick => tick.Label.Length) * ChartText.CharacterWidth) + 22;
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            (shown.Length * RowHeight) + 58,
            left,
            across,
            up,
            "objective: distance to retraining, in spreads"
        );
        canvas.GridAcross();
        canvas.DashedLine(yardstick, up.Minimum, yardstick, up.Maximum, Color.FromHex(ChartTheme.Rule), 1);
        for (int index = 0; index < shown.Length; index++)
        {
            double height = -index - 0.5;
            if (shown[index].Method.Unmoved?.Value is { } unmoved)
            {
                canvas.Line(unmoved, height - 0.4, unmoved, height + 0.4, Color.FromHex(ChartTheme.Yardstick), 2);
            }

            foreach (double objective in shown[index].Objectives)
            {
                canvas.Dot(objective, height, Color.FromHex(ChartTheme.Approximate));
            }

            if (shown[index].Method.Best.Objective?.Value is { } best)
            {
                canvas.Marker(best, height, MethodKinds.Approximate);
            }
        }

        return canvas.ToSvg(
            id,
            "Candidates of each method by objective",
            $"{shown.Length} methods; dots are candidates, triangles the chosen ones, ticks the model before the request, the dashed line another retrained model."
        );
    }

    private static double[] Objectives(TunedMethodResult method) =>
        [
            .. method
                .Candidates.Select(static candidate => candidate.Objective?.Value)
                .OfType<double>()
                .Where(double.IsFinite),
        ];
}
