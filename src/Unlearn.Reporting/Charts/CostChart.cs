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
        if (retraining is { } level)
        {
            canvas.DashedLine(across.Minimum, level, across.Maximum, level, Color.FromHex(ChartTheme.Rule), 1.2f);
        }

        Place[] places = [.. points.Select(point => new Place(across.Place(point.Cost), point.Distance, point.Row))];
        foreach (Place place in places)
        {
            canvas.Marker(place.X, place.Y, place.Row.Kind);
        }

        Label(canvas, places);
        return canvas.ToSvg(
            id,
            "Cost against closeness to retraining",
            $"{points.Length} methods; the numbers stand in the table."
        );
    }

    /// <summary>Puts each label on the first of several sides where it hides nothing; a point without room stays unlabelled.</summary>
    private static void Label(ChartCanvas canvas, Place[] places)
    {
        List<(double Left, double Top, double Right, double Bottom)> taken =
        [
            .. places.Select(place =>
            {
                (double x, double y) = (canvas.PixelX(place.X), canvas.PixelY(place.Y));
                return (x - 6, y - 6, x + 6, y + 6);
            }),
        ];
        (Alignment Alignment, int X, int Y)[] sides =
        [
            (Alignment.MiddleLeft, 9, 0),
            (Alignment.MiddleRight, -9, 0),
            (Alignment.MiddleLeft, 7, -14),
            (Alignment.MiddleLeft, 7, 14),
            (Alignment.MiddleRight, -7, -14),
            (Alignment.MiddleRight, -7, 14),
            (Alignment.MiddleLeft, 7, -28),
            (Alignment.MiddleRight, -7, -28),
            (Alignment.MiddleLeft, 7, 28),
            (Alignment.MiddleRight, -7, 28),
            (Alignment.MiddleRight, -7, -42),
        ];
        foreach (Place place in places)
        {
            string text = ChartText.Short(place.Row.Role == RowRole.Reference ? "retrained" : place.Row.Id);
            double width = text.Length * ChartText.CharacterWidth;
            foreach ((Alignment alignment, int offsetX, int offsetY) in sides)
            {
                (double x, double y) = (canvas.PixelX(place.X) + offsetX, canvas.PixelY(place.Y) + offsetY);
                double from = alignment == Alignment.MiddleLeft ? x : x - width;
                (double Left, double Top, double Right, double Bottom) box = (from, y - 7, from + width, y + 7);
                bool isFree =
                    box.Left > LeftMargin
                    && box.Right < canvas.Right
                    && box.Top > canvas.PixelY(canvas.Up.Maximum)
                    && box.Bottom < canvas.PixelY(canvas.Up.Minimum)
                    && !taken.Any(other =>
                        box.Left < other.Right
                        && other.Left < box.Right
                        && box.Top < other.Bottom
                        && other.Top < box.Bottom
                    );
                if (isFree)
                {
                    canvas.Text(text, place.X, place.Y, alignment, offsetX, offsetY);
                    taken.Add(box);
                    break;
                }
            }
        }
    }
}
