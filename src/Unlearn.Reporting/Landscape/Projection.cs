using Unlearn.Learning.Landscape;

namespace Unlearn.Reporting.Landscape;

/// <summary>
/// Looks at the box of two weights and a loss from above and aside, with a little perspective. The box is scaled to
/// [-1, 1] in both weights and [0, <see cref="Height"/>] in loss.
/// </summary>
/// <param name="CentreX">Where the middle of the floor lands on the page, in pixels.</param>
/// <param name="CentreY">The same, downwards.</param>
/// <param name="Middle1">First weight in the middle of the box.</param>
/// <param name="Middle2">Second weight in the middle of the box.</param>
/// <param name="HalfWidth">Half the side of the floor, in weights.</param>
/// <param name="TopLoss">The loss at the top of the box; the floor is at 0.</param>
internal sealed record Projection(
    double CentreX,
    double CentreY,
    double Middle1,
    double Middle2,
    double HalfWidth,
    double TopLoss
)
{
    private const double Height = 1.3;
    private const double Scale = 158;
    private const double Perspective = 0.1;
    private static readonly (double Sin, double Cos) Azimuth = Math.SinCos(-32 * Math.PI / 180);
    private static readonly (double Sin, double Cos) Elevation = Math.SinCos(31 * Math.PI / 180);

    /// <summary>The place on the page, and how far away it is (larger is farther).</summary>
    public (double X, double Y, double Depth) Project(double weight1, double weight2, double loss)
    {
        double x = (weight1 - Middle1) / HalfWidth;
        double y = (weight2 - Middle2) / HalfWidth;
        double z = loss / TopLoss * Height;
        double across = (x * Azimuth.Cos) - (y * Azimuth.Sin);
        double away = (x * Azimuth.Sin) + (y * Azimuth.Cos);
        double depth = (away * Elevation.Cos) - (z * Elevation.Sin);
        double up = (away * Elevation.Sin) + (z * Elevation.Cos);
        double scale = Scale / (1 + (Perspective * depth));
        return (CentreX + (across * scale), CentreY - (up * scale), depth);
    }

    /// <summary>The place of a point on the page.</summary>
    public (double X, double Y) Place(LandscapePoint point)
    {
        (double x, double y, _) = Project(point.Weight1, point.Weight2, point.Loss);
        return (x, y);
    }

    /// <summary>The place of a point's shadow on the floor.</summary>
    public (double X, double Y) Shadow(LandscapePoint point)
    {
        (double x, double y, _) = Project(point.Weight1, point.Weight2, 0);
        return (x, y);
    }
}
