using ScottPlot;

namespace Unlearn.Reporting.Charts;

/// <summary>A plot of fixed layout in the report's style.</summary>
internal sealed class ChartCanvas : IDisposable
{
    /// <summary>Pixels across of every chart, so that text has one size in the page: little more than a phone has.</summary>
    public const int Width = 480;

    private readonly Plot _plot = new();
    private readonly int _width;
    private readonly int _height;
    private readonly PixelPadding _padding;
    private readonly string _acrossLabel;
    private readonly string _upLabel;

    public ChartCanvas(
        int width,
        int height,
        int left,
        ChartAxis across,
        ChartAxis up,
        string acrossLabel,
        string upLabel = ""
    )
    {
        (_width, _height) = (width, height);
        _padding = new PixelPadding(left, 16, 46, upLabel.Length == 0 ? 12 : 34);
        _plot.Layout.Fixed(_padding);
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Axes.SetLimits(across.Minimum, across.Maximum, up.Minimum, up.Maximum);
        _plot.HideGrid();
        Dress(_plot.Axes.Bottom, across);
        Dress(_plot.Axes.Left, up);
        _plot.Axes.Right.IsVisible = false;
        _plot.Axes.Top.IsVisible = false;
        (_acrossLabel, _upLabel) = (ChartText.Fit(acrossLabel, width - 4), ChartText.Fit(upLabel, width - 4));
        (Across, Up) = (across, up);
    }

    public ChartAxis Across { get; }

    public ChartAxis Up { get; }

    /// <summary>Pixels from the left edge of a position across.</summary>
    public double PixelX(double position) =>
        _padding.Left
        + ((position - Across.Minimum) / (Across.Maximum - Across.Minimum) * (_width - _padding.Left - _padding.Right));

    /// <summary>Pixels from the upper edge of a position upwards.</summary>
    public double PixelY(double position) =>
        _padding.Top
        + ((Up.Maximum - position) / (Up.Maximum - Up.Minimum) * (_height - _padding.Top - _padding.Bottom));

    public double Right => _width - _padding.Right;

    public void GridAcross()
    {
        foreach ((double position, _) in Across.Ticks)
        {
            Line(position, Up.Minimum, position, Up.Maximum, Color.FromHex(ChartTheme.Grid), 1);
        }
    }

    public void GridUp()
    {
        foreach ((double position, _) in Up.Ticks)
        {
            Line(Across.Minimum, position, Across.Maximum, position, Color.FromHex(ChartTheme.Grid), 1);
        }
    }

    /// <summary>A band over a range across, from bottom to top.</summary>
    public void BandAcross(double from, double to)
    {
        ScottPlot.Plottables.Rectangle band = _plot.Add.Rectangle(from, to, Up.Minimum, Up.Maximum);
        band.FillColor = Color.FromHex(ChartTheme.Band);
        band.LineWidth = 0;
    }

    public void Line(double x1, double y1, double x2, double y2, Color colour, float width) =>
        Draw(new ScottPlot.Plottables.LinePlot(), x1, y1, x2, y2, colour, width);

    public void DashedLine(double x1, double y1, double x2, double y2, Color colour, float width) =>
        Draw(new DashedLine(), x1, y1, x2, y2, colour, width);

    /// <summary>A small ring that leaves what lies behind it visible.</summary>
    public void Dot(double x, double y, Color colour)
    {
        ScottPlot.Plottables.Marker marker = _plot.Add.Marker(x, y, MarkerShape.OpenCircle, 6, colour);
        marker.MarkerLineWidth = 1;
    }

    /// <summary>A large ring, around a marker where both are in one place.</summary>
    public void Ring(double x, double y, Color colour)
    {
        ScottPlot.Plottables.Marker marker = _plot.Add.Marker(x, y, MarkerShape.OpenCircle, 15, colour);
        marker.MarkerLineWidth = 1.5f;
    }

    /// <summary>A cross: a model that is of no use.</summary>
    public void Cross(double x, double y, string kind, float size)
    {
        ScottPlot.Plottables.Marker marker = _plot.Add.Marker(x, y, MarkerShape.Eks, size, ChartTheme.ColourOf(kind));
        marker.MarkerLineWidth = 2.5f;
    }

    /// <summary>A filled box between two corners.</summary>
    public void Box(double x1, double y1, double x2, double y2, string colour, double opacity)
    {
        ScottPlot.Plottables.Rectangle box = _plot.Add.Rectangle(x1, x2, Math.Min(y1, y2), Math.Max(y1, y2));
        box.FillColor = Color.FromHex(colour).WithAlpha(opacity);
        box.LineWidth = 0;
    }

    /// <summary>A filled band between two curves over the same positions.</summary>
    public void Band(double[] x, double[] lower, double[] upper, string colour, double opacity)
    {
        ScottPlot.Plottables.Polygon band = _plot.Add.Polygon([
            .. x.Select((at, i) => new Coordinates(at, lower[i])),
            .. x.Select((at, i) => new Coordinates(at, upper[i])).Reverse(),
        ]);
        band.FillColor = Color.FromHex(colour).WithAlpha(opacity);
        band.LineWidth = 0;
    }

    /// <summary>The part of a map where a value is at least a level.</summary>
    public void Superlevel(
        IReadOnlyList<double> across,
        IReadOnlyList<double> up,
        double[,] values,
        double level,
        string colour,
        double opacity
    ) =>
        _plot.Add.Plottable(
            new Superlevel(across, up, values, level) { FillColor = Color.FromHex(colour).WithAlpha(opacity) }
        );

    /// <summary>A curve through points.</summary>
    public void Curve(double[] x, double[] y, string colour, float width, bool dashed)
    {
        for (int i = 1; i < x.Length; i++)
        {
            if (dashed)
            {
                DashedLine(x[i - 1], y[i - 1], x[i], y[i], Color.FromHex(colour), width);
            }
            else
            {
                Line(x[i - 1], y[i - 1], x[i], y[i], Color.FromHex(colour), width);
            }
        }
    }

    /// <summary>The position in the plot at pixels from the left and upper edges.</summary>
    public (double X, double Y) Position(double pixelX, double pixelY) =>
        (
            Across.Minimum
                + (
                    (pixelX - _padding.Left)
                    / (_width - _padding.Left - _padding.Right)
                    * (Across.Maximum - Across.Minimum)
                ),
            Up.Maximum
                - ((pixelY - _padding.Top) / (_height - _padding.Top - _padding.Bottom) * (Up.Maximum - Up.Minimum))
        );

    public void Marker(double x, double y, string kind, float size = 9)
    {
        ScottPlot.Plottables.Marker marker = _plot.Add.Marker(
            x,
            y,
            ChartTheme.ShapeOf(kind),
            size,
            ChartTheme.ColourOf(kind)
        );
        marker.MarkerLineWidth = 0;
    }

    public void Text(string text, double x, double y, Alignment alignment, float offsetX, float offsetY)
    {
        ScottPlot.Plottables.Text label = _plot.Add.Text(text, x, y);
        label.LabelFontSize = 12;
        label.LabelFontColor = Color.FromHex(ChartTheme.Rule);
        label.Alignment = alignment;
        label.OffsetX = offsetX;
        label.OffsetY = offsetY;
    }

    /// <summary>The chart as a clean SVG element.</summary>
    public string ToSvg(string id, string title, string description) =>
        ChartSvg.Clean(
            _plot.GetSvgXml(_width, _height),
            id,
            title,
            description,
            new AxisLabel(0, 16, "start", _upLabel),
            new AxisLabel(MiddleOfAcross(), _height - 11, "middle", _acrossLabel)
        );

    /// <inheritdoc />
    public void Dispose() => _plot.Dispose();

    // Under the middle of the plot, or as far to the left as it takes to end inside of the picture.
    private double MiddleOfAcross()
    {
        double half = _acrossLabel.Length * ChartText.CharacterWidth * AxisLabel.FontSize / 24;
        return Math.Max(half, Math.Min((_padding.Left + Right) / 2, _width - 1 - half));
    }

    private void Draw(
        ScottPlot.Plottables.LinePlot line,
        double x1,
        double y1,
        double x2,
        double y2,
        Color colour,
        float width
    )
    {
        (line.Start, line.End) = (new Coordinates(x1, y1), new Coordinates(x2, y2));
        (line.LineColor, line.LineWidth) = (colour, width);
        _plot.Add.Plottable(line);
    }

    private static void Dress(IAxis axis, ChartAxis range)
    {
        ScottPlot.TickGenerators.NumericManual ticks = new();
        foreach ((double position, string label) in range.Ticks)
        {
            ticks.AddMajor(position, label);
        }

        axis.TickGenerator = ticks;
        axis.TickLabelStyle.FontSize = 12;
        axis.FrameLineStyle.Color = Color.FromHex(ChartTheme.Axis);
        axis.MajorTickStyle.Color = Color.FromHex(ChartTheme.Axis);
    }
}
