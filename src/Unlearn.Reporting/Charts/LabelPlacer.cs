using ScottPlot;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Puts labels beside points so that none lies on another, on a point, or outside of the plot. A label that finds no room close by goes further
/// away with a line to its point, so that every point has its name.
/// </summary>
/// <param name="canvas">The chart.</param>
internal sealed class LabelPlacer(ChartCanvas canvas)
{
    private const double Half = 7;
    private const double Near = 12;
    private const double Space = 5;
    private readonly List<Box> _taken = [];

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    /// <summary>Keeps labels off a point.</summary>
    /// <param name="x">Its place, in plot coordinates.</param>
    /// <param name="y">Likewise.</param>
    /// <param name="radius">Its size in pixels.</param>
    public void Keep(double x, double y, double radius)
    {
        (double left, double top) = (canvas.PixelX(x), canvas.PixelY(y));
        _taken.Add(new Box(left - radius, top - radius, left + radius, top + radius));
    }

    /// <summary>Labels a point.</summary>
    /// <param name="text">The label.</param>
    /// <param name="x">The point, in plot coordinates.</param>
    /// <param name="y">Likewise.</param>
    /// <param name="radius">Its size in pixels.</param>
    public void Label(string text, double x, double y, double radius)
    {
        double width = text.Length * ChartText.CharacterWidth;
        for (double away = 0; away < 220; away += 6)
        {
            for (int turn = 0; turn < 16; turn++)
            {
                // Beside the point first, then above and below, then all around and further out.
                double angle = Math.PI * ((turn % 2 == 0 ? turn / 2 : -(turn + 1) / 2) / 8.0);
                (double across, double down) = (
                    Math.Cos(angle) * (radius + Space + away),
                    Math.Sin(angle) * (radius + Space + away)
                );
                double left = canvas.PixelX(x) + across - (across < 0 ? width : 0);
                double middle = canvas.PixelY(y) + down;
                Box box = new(left, middle - Half, left + width, middle + Half);
                if (IsInside(box) && !_taken.Exists(box.Meets))
                {
                    Put(text, x, y, across, down);
                    _taken.Add(box);
                    return;
                }
            }
        }
    }

    private void Put(string text, double x, double y, double across, double down)
    {
        if (Math.Sqrt((across * across) + (down * down)) > Near + 12)
        {
            (double toX, double toY) = canvas.Position(canvas.PixelX(x) + across, canvas.PixelY(y) + down);
            canvas.Line(x, y, toX, toY, Color.FromHex(ChartTheme.Axis), 0.8f);
        }

        canvas.Text(text, x, y, across < 0 ? Alignment.MiddleRight : Alignment.MiddleLeft, (float)across, (float)down);
    }

    private bool IsInside(Box box) =>
        box.Left > canvas.PixelX(canvas.Across.Minimum) + 2
        && box.Right < canvas.Right
        && box.Top > canvas.PixelY(canvas.Up.Maximum)
        && box.Bottom < canvas.PixelY(canvas.Up.Minimum);
}
