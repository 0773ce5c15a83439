using Unlearn.Learning.Landscape;

namespace Unlearn.Reporting.Landscape;

/// <summary>Draws one panel: floor, axes, surface from far to near, and the walk on top so that nothing hides it.</summary>
internal static class PanelDrawing
{
    /// <summary>Appends a panel.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="panel">What.</param>
    /// <param name="view">From where.</param>
    public static void Draw(SvgText svg, LandscapePanel panel, Projection view)
    {
        Floor(svg, panel, view);
        LossAxis(svg, panel, view);
        Surface(svg, panel, view);
        Walk(svg, panel, view);
        Target(svg, panel, view);
    }

    private static void Floor(SvgText svg, LandscapePanel panel, Projection view)
    {
        (double low1, double high1) = (view.Middle1 - view.HalfWidth, view.Middle1 + view.HalfWidth);
        (double low2, double high2) = (view.Middle2 - view.HalfWidth, view.Middle2 + view.HalfWidth);
        (double X, double Y) On(double weight1, double weight2) => view.Shadow(new LandscapePoint(weight1, weight2, 0));

        svg.Line(
            $"<polygon class=\"floor\" points=\"{SvgText.Points([On(low1, low2), On(high1, low2), On(high1, high2), On(low1, high2)])}\"/>"
        );
        for (int tick = (int)Math.Ceiling(low1); tick <= high1; tick++)
        {
            svg.Line($"<polyline class=\"grid\" points=\"{SvgText.Points([On(tick, low2), On(tick, high2)])}\"/>");
            if (tick % 2 == 0)
            {
                (double x, double y) = On(tick, low2);
                svg.Line(
                    $"<text class=\"tick\" x=\"{x - 5}\" y=\"{y + 15}\" text-anchor=\"middle\">{Minus(tick)}</text>"
                );
            }
        }

        for (int tick = (int)Math.Ceiling(low2); tick <= high2; tick++)
        {
            svg.Line($"<polyline class=\"grid\" points=\"{SvgText.Points([On(low1, tick), On(high1, tick)])}\"/>");
            if (tick % 2 == 0)
            {
                (double x, double y) = On(high1, tick);
                svg.Line(
                    $"<text class=\"tick\" x=\"{x + 8}\" y=\"{y + 12}\" text-anchor=\"middle\">{Minus(tick)}</text>"
                );
            }
        }

        (double x1, double y1) = On(view.Middle1, low2);
        (double x2, double y2) = On(high1, view.Middle2);
        svg.Line($"<text class=\"axis\" x=\"{x1 - 24}\" y=\"{y1 + 44}\" text-anchor=\"middle\">weight 1</text>");
        svg.Line($"<text class=\"axis\" x=\"{x2 + 44}\" y=\"{y2 + 44}\" text-anchor=\"middle\">weight 2</text>");

        for (int ring = 2; ring < panel.Surface.Rings.Count; ring += 3)
        {
            svg.Line(
                $"<polygon class=\"contour\" points=\"{SvgText.Points(panel.Surface.Rings[ring].Select(view.Shadow))}\"/>"
            );
        }

        svg.Line($"<polyline class=\"shadow\" points=\"{SvgText.Points(panel.Path.Select(view.Shadow))}\"/>");
    }

    private static void LossAxis(SvgText svg, LandscapePanel panel, Projection view)
    {
        const int pieces = 24;
        (double low, double high) = (panel.Surface.Minimum.Loss, panel.Surface.RimLoss);
        (double weight1, double weight2) = (view.Middle1 - view.HalfWidth, view.Middle2 - view.HalfWidth);
        (double X, double Y) Up(double loss) => view.Place(new LandscapePoint(weight1, weight2, loss));

        svg.Line($"<polyline class=\"grid\" points=\"{SvgText.Points([Up(0), Up(view.TopLoss)])}\"/>");
        for (int piece = 0; piece < pieces; piece++)
        {
            double from = low + ((high - low) * piece / pieces);
            double to = low + ((high - low) * (piece + 1) / pieces);
            svg.Line(
                $"<polyline stroke=\"{Viridis.At((piece + 0.5) / pieces)}\" stroke-width=\"6\" points=\"{SvgText.Points([Up(from), Up(to)])}\"/>"
            );
        }

        for (double tick = 0; tick <= view.TopLoss + 1e-9; tick += 0.5)
        {
            (double x, double y) = Up(tick);
            svg.Line($"<polyline class=\"grid\" points=\"{SvgText.Points([(x - 7, y), (x - 3, y)])}\"/>");
            svg.Line($"<text class=\"tick\" x=\"{x - 11}\" y=\"{y + 4}\" text-anchor=\"end\">{tick:0.0}</text>");
        }

        (double topX, double topY) = Up(view.TopLoss);
        svg.Line($"<text class=\"axis\" x=\"{topX}\" y=\"{topY - 14}\" text-anchor=\"middle\">loss (nats)</text>");
    }

    private static void Surface(SvgText svg, LandscapePanel panel, Projection view)
    {
        LossBowl bowl = panel.Surface;
        int spokes = bowl.Rings[0].Count;
        List<(double Depth, FormattableString Line)> faces = [];
        for (int ring = 0; ring < bowl.Rings.Count; ring++)
        {
            for (int spoke = 0; spoke < spokes; spoke++)
            {
                int next = (spoke + 1) % spokes;
                LandscapePoint[] corners =
                    ring == 0
                        ? [bowl.Minimum, bowl.Rings[0][spoke], bowl.Rings[0][next]]
                        :
                        [
                            bowl.Rings[ring - 1][spoke],
                            bowl.Rings[ring][spoke],
                            bowl.Rings[ring][next],
                            bowl.Rings[ring - 1][next],
                        ];
                (double X, double Y, double Depth)[] places =
                [
                    .. corners.Select(corner => view.Project(corner.Weight1, corner.Weight2, corner.Loss)),
                ];
                double height =
                    (corners.Average(static corner => corner.Loss) - bowl.Minimum.Loss)
                    / (bowl.RimLoss - bowl.Minimum.Loss);
                string colour = Viridis.At(height);
                string side = IsOutside(places) ? "outside" : "inside";
                string points = SvgText.Points(places.Select(static place => (place.X, place.Y)));
                faces.Add(
                    (
                        places.Average(static place => place.Depth),
                        $"<polygon class=\"{side}\" fill=\"{colour}\" stroke=\"{colour}\" points=\"{points}\"/>"
                    )
                );
            }
        }

        foreach ((_, FormattableString line) in faces.OrderByDescending(static face => face.Depth))
        {
            svg.Line(line);
        }

        for (int ring = 2; ring < bowl.Rings.Count; ring += 3)
        {
            svg.Line($"<polygon class=\"level\" points=\"{SvgText.Points(bowl.Rings[ring].Select(view.Place))}\"/>");
        }
    }

    /// <summary>Corners run anticlockwise seen from above, so a face that runs the other way on the page shows its underside.</summary>
    private static bool IsOutside((double X, double Y, double Depth)[] places)
    {
        double area = 0;
        for (int corner = 0; corner < places.Length; corner++)
        {
            (double x, double y, _) = places[corner];
            (double nextX, double nextY, _) = places[(corner + 1) % places.Length];
            area += (x * nextY) - (nextX * y);
        }

        return area > 0;
    }

    private static void Walk(SvgText svg, LandscapePanel panel, Projection view)
    {
        (double X, double Y)[] places = [.. panel.Path.Select(view.Place)];
        (double startX, double startY) = places[0];
        for (int step = 1; step < places.Length; step++)
        {
            Arrow(svg, places[step - 1], places[step]);
        }

        svg.Line($"<circle class=\"start\" cx=\"{startX}\" cy=\"{startY}\" r=\"5\"/>");
    }

    private static void Arrow(SvgText svg, (double X, double Y) from, (double X, double Y) to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length = Math.Max(Math.Sqrt((dx * dx) + (dy * dy)), 1e-9);
        (dx, dy) = (dx / length, dy / length);
        double head = Math.Min(13, length * 0.7);
        double half = head * 0.42;
        (double X, double Y) neck = (to.X - (dx * head), to.Y - (dy * head));
        (double X, double Y)[] tip =
        [
            (neck.X - (dy * half), neck.Y + (dx * half)),
            to,
            (neck.X + (dy * half), neck.Y - (dx * half)),
        ];
        string shaft = SvgText.Points([from, neck]);
        string points = SvgText.Points(tip);
        svg.Line(
            $"<g class=\"step\"><polyline class=\"halo\" points=\"{shaft}\"/><polygon class=\"halo\" points=\"{points}\"/><polyline class=\"shaft\" points=\"{shaft}\"/><polygon class=\"head\" points=\"{points}\"/></g>"
        );
    }

    private static void Target(SvgText svg, LandscapePanel panel, Projection view)
    {
        (double x, double y) = view.Place(panel.Target);
        (double floorX, double floorY) = view.Shadow(panel.Target);
        const double arm = 6.5;
        string cross =
            $"M{x - arm:0.#} {y - arm:0.#}L{x + arm:0.#} {y + arm:0.#}M{x - arm:0.#} {y + arm:0.#}L{x + arm:0.#} {y - arm:0.#}";
        svg.Line($"<polyline class=\"plumb\" points=\"{SvgText.Points([(x, y), (floorX, floorY)])}\"/>");
        svg.Line($"<path class=\"target-halo\" d=\"{cross}\"/>");
        svg.Line($"<path class=\"target\" d=\"{cross}\"/>");
    }

    private static string Minus(int value) => value < 0 ? $"−{-value}" : $"{value}";
}
