using ScottPlot;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Cost against closeness: gradients that a request took (logarithmic) across, and upwards the largest distance, over the
/// attacks, to the reference of the same seed. The null row's own distance is the level of retraining. Down and left is good.
/// </summary>
internal static class CostChart
{
    private const int LeftMargin = 56;
    private const int MarkerSize = 9;

    private readonly record struct Place(double X, double Y, RowReport Row);

    /// <summary>Draws, or returns null when fewer than two rows have both numbers.</summary>
    public static string? Render(string id, SettingReport setting)
    {
        (double Cost, double Distance, RowReport Row)[] points =
        [
            .. setting
                .Rows.Where(static row => row.Role is RowRole.Reference or RowRole.Method)
                .Select(row => (row.Find(CostFigures.Gradients)?.Value ?? 0, DistanceToReference.Of(setting, row), row))
                .Where(static point => point.Item1 > 0 && point.Item2 is not null)
                .Select(static point => (point.Item1, point.Item2!.Value, point.row)),
        ];
        if (points.Length < 2)
        {
            return null;
        }

        // Room on the right for the label of the dearest row.
        ChartAxis across = ChartAxis.Logarithmic(
            points.Select(static point => point.Cost).Append(2 * points.Max(static point => point.Cost))
        );
        double? retraining = setting.Find(RowRole.Null) is { } nothing
            ? DistanceToReference.Of(setting, nothing)
            : null;
        ChartAxis up = ChartAxis.Linear([.. points.Select(static point => point.Distance), 0, retraining ?? 0], 0.05);
        using ChartCanvas canvas = new(
            ChartCanvas.Width,
            340,
            LeftMargin,
            across,
            up,
            "gradients to answer the request",
            "distance to the reference"
        );
        canvas.GridUp();
        LabelPlacer labels = new(canvas);
        if (retraining is { } level)
        {
            canvas.DashedLine(across.Minimum, level, across.Maximum, level, Color.FromHex(ChartTheme.Rule), 1.2f);
            labels.KeepLine(across.Minimum, level, across.Maximum, level);
        }

        Place[] places = [.. points.Select(point => new Place(across.Place(point.Cost), point.Distance, point.Row))];
        foreach (Place place in places)
        {
            if (UtilityChart.IsBroken(place.Row))
            {
                canvas.Cross(place.X, place.Y, place.Row.Kind, MarkerSize);
            }
            else
            {
                canvas.Marker(place.X, place.Y, place.Row.Kind);
            }

            labels.Keep(place.X, place.Y, MarkerSize / 2);
        }

        foreach (Place place in places)
        {
            labels.Label(UtilityChart.Name(place.Row), place.X, place.Y, MarkerSize / 2);
        }

        return canvas.ToSvg(
            id,
            "Cost against closeness to retraining",
            $"{points.Length} methods; the numbers stand in the table."
        );
    }
}
