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
    private const double Reach = 220;
    private const double CloseReach = 48;
    private readonly List<Box> _taken = [];
    private readonly List<Segment> _lines = [];

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    private readonly record struct Segment(double FromX, double FromY, double ToX, double ToY)
    {
        /// <summary>Whether a part of it lies in a box: what is left of it after it was cut at each of the box' four sides.</summary>
        public bool Meets(Box box)
        {
            (double first, double last) = (0, 1);
            return Cut(ToX - FromX, box.Left - FromX, box.Right - FromX)
                && Cut(ToY - FromY, box.Top - FromY, box.Bottom - FromY)
                && first < last;

            bool Cut(double along, double low, double high)
            {
                if (along == 0)
                {
                    return low < 0 && high > 0;
                }

                first = Math.Max(first, Math.Min(low / along, high / along));
                last = Math.Min(last, Math.Max(low / along, high / along));
                return true;
            }
        }
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

    /// <summary>Keeps labels off a line, where there is room elsewhere.</summary>
    /// <param name="x1">Its beginning, in plot coordinates.</param>
    /// <param name="y1">Likewise.</param>
    /// <param name="x2">Its end.</param>
    /// <param name="y2">Likewise.</param>
    public void KeepLine(double x1, double y1, double x2, double y2) =>
        _lines.Add(new Segment(canvas.PixelX(x1), canvas.PixelY(y1), canvas.PixelX(x2), canvas.PixelY(y2)));

    /// <summary>Labels a point.</summary>
    /// <param name="text">The label.</param>
    /// <param name="x">The point, in plot coordinates.</param>
    /// <param name="y">Likewise.</param>
    /// <param name="radius">Its size in pixels.</param>
    public void Label(string text, double x, double y, double radius)
    {
        // A name on a line is better than one far from its point.
        if (!TryLabel(text, x, y, radius, CloseReach, offLines: true))
        {
            TryLabel(text, x, y, radius, Reach, offLines: false);
        }
    }

    private bool TryLabel(string text, double x, double y, double radius, double reach, bool offLines)
    {
        double width = text.Length * ChartText.CharacterWidth;
        for (double away = 0; away < reach; away += 6)
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
                if (IsInside(box) && !_taken.Exists(box.Meets) && !(offLines && _lines.Exists(line => line.Meets(box))))
                {
                    Put(text, x, y, across, down);
                    _taken.Add(box);
                    return true;
                }
            }
        }

        return false;
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
