using ScottPlot;
using SkiaSharp;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// A line in dashes, drawn as one path of its dashes: the SVG writer of the chart library knows no dash pattern, draws such
/// a line solid and says so on the error stream.
/// </summary>
internal sealed class DashedLine : ScottPlot.Plottables.LinePlot
{
    private const float Dash = 6;
    private const float Gap = 4;

    /// <inheritdoc />
    public override void Render(RenderPack rp)
    {
        (Pixel from, Pixel to) = (Axes.GetPixel(Start), Axes.GetPixel(End));
        (float across, float down) = (to.X - from.X, to.Y - from.Y);
        float length = MathF.Sqrt((across * across) + (down * down));
        using SKPath path = new();
        for (float position = 0; position < length; position += Dash + Gap)
        {
            float end = Math.Min(position + Dash, length);
            path.MoveTo(from.X + (across * position / length), from.Y + (down * position / length));
            path.LineTo(from.X + (across * end / length), from.Y + (down * end / length));
        }

        Drawing.DrawPath(rp.Canvas, rp.Paint, path, LineStyle);
    }
}
