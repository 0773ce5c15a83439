using Unlearn.Learning.Landscape;

namespace Unlearn.Reporting.Landscape;

/// <summary>
/// The explaining figure as one SVG document: (a) gradient descent into a loss bowl, (b) gradient ascent away from what
/// was learned. Follows the reader's light or dark preference, needs no script, font file or network.
/// </summary>
public static class LearningVersusUnlearningFigure
{
    /// <summary>The file name under which the figure is saved.</summary>
    public const string FileName = "learning-versus-unlearning.svg";

    private const int PanelWidth = 560;
    private const int Height = 530;

    /// <summary>Renders the figure; the same numbers give the same bytes.</summary>
    public static string Render(LearningVersusUnlearning numbers)
    {
        LandscapePoint[] rims = [.. numbers.Learning.Surface.Rings[^1], .. numbers.Unlearning.Surface.Rings[^1]];
        (double low1, double high1) = (rims.Min(static p => p.Weight1), rims.Max(static p => p.Weight1));
        (double low2, double high2) = (rims.Min(static p => p.Weight2), rims.Max(static p => p.Weight2));
        double half = (Math.Max(high1 - low1, high2 - low2) / 2) + 0.15;
        Projection view = new(
            CentreX: 286,
            CentreY: 372,
            (low1 + high1) / 2,
            (low2 + high2) / 2,
            half,
            numbers.Learning.Surface.RimLoss
        );

        SvgText svg = new();
        svg.Line(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"landscape\" viewBox=\"0 0 {2 * PanelWidth} {Height}\" role=\"img\" aria-labelledby=\"landscape-title landscape-text\">"
        );
        svg.Line($"<title id=\"landscape-title\">Learning versus unlearning</title>");
        svg.Line($"<desc id=\"landscape-text\">{Description(numbers)}</desc>");
        svg.Line($"<style>{Style}</style>");
        Panel(
            svg,
            0,
            numbers.Learning,
            view,
            "(a) Learning",
            $"gradient descent on the loss of all {numbers.Points} points, towards ×"
        );
        Panel(
            svg,
            PanelWidth,
            numbers.Unlearning,
            view,
            "(b) Unlearning",
            $"gradient ascent on the loss of the {numbers.ForgetPoints} points to forget, away from ×"
        );
        svg.Line($"</svg>");
        return svg.ToString();
    }

    /// <summary>What the figure shows, in words: its caption and its text alternative.</summary>
    public static string Description(LearningVersusUnlearning numbers) =>
        FormattableString.Invariant(
            $"A classifier with two weights tells handwritten eights from nines. (a) Learning: {Steps(numbers.Learning)} steps of gradient descent on the loss of all {numbers.Points} training points go down into the bowl, from {numbers.Learning.Path[0].Loss:0.00} to {numbers.Learning.Path[^1].Loss:0.00} nats, towards the best weights, marked ×. (b) Unlearning by gradient ascent: {Steps(numbers.Unlearning)} steps up the loss of the {numbers.ForgetPoints} points to forget, from {numbers.Unlearning.Path[0].Loss:0.00} to {numbers.Unlearning.Path[^1].Loss:0.00} nats, walk away from ×. Nothing tells ascent where to stop: it ends {Distance(numbers.Unlearning.Path[^1], numbers.Unlearning.Target):0.00} away from ×, while a model retrained without the points lies only {Distance(numbers.Retrained, numbers.Unlearning.Target):0.00} away. Each arrow is one computed step; rings are lines of equal loss, repeated on the floor."
        );

    private static double Distance(LandscapePoint from, LandscapePoint to) =>
        Math.Sqrt(Math.Pow(from.Weight1 - to.Weight1, 2) + Math.Pow(from.Weight2 - to.Weight2, 2));

    private static int Steps(LandscapePanel panel) => panel.Path.Count - 1;

    private static void Panel(
        SvgText svg,
        int left,
        LandscapePanel panel,
        Projection view,
        string title,
        string subtitle
    )
    {
        svg.Line($"<g transform=\"translate({left} 0)\">");
        svg.Line($"<text class=\"title\" x=\"{PanelWidth / 2}\" y=\"30\" text-anchor=\"middle\">{title}</text>");
        svg.Line($"<text class=\"subtitle\" x=\"{PanelWidth / 2}\" y=\"52\" text-anchor=\"middle\">{subtitle}</text>");
        PanelDrawing.Draw(svg, panel, view);
        svg.Line($"</g>");
    }

    private const string Style = """

        .landscape { --ink: #1d2733; --soft: #5c6875; --line: #c3cad2; --floor: #f4f6f8; --halo: #ffffff; --walk: #d1206a; font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif }
        @media (prefers-color-scheme: dark) { .landscape { --ink: #eef2f6; --soft: #a5b0bc; --line: #46515d; --floor: #1c232b; --halo: #10151a; --walk: #ff6ba6 } }
        .landscape text { fill: var(--soft); font-size: 12px }
        .landscape .title { fill: var(--ink); font-size: 18px; font-weight: 600 }
        .landscape .subtitle { font-size: 13.5px }
        .landscape .axis { fill: var(--ink); font-size: 13px }
        .landscape polyline { fill: none; stroke-linecap: round }
        .landscape .floor { fill: var(--floor); stroke: var(--line) }
        .landscape .grid { stroke: var(--line); stroke-width: .7 }
        .landscape .contour { fill: none; stroke: var(--soft); stroke-width: .8; opacity: .55 }
        .landscape .shadow { stroke: var(--walk); stroke-width: 1.6; opacity: .55 }
        .landscape .inside { stroke-width: .5; stroke-linejoin: round }
        .landscape .outside { fill-opacity: .16; stroke-opacity: .12; stroke-width: .5 }
        .landscape .level { fill: none; stroke: #ffffff; stroke-width: .7; opacity: .45 }
        .landscape .halo { stroke: var(--halo); stroke-width: 5; stroke-linejoin: round }
        .landscape polygon.halo { fill: var(--halo); stroke-width: 2.5 }
        .landscape .shaft { stroke: var(--walk); stroke-width: 2.4 }
        .landscape .head { fill: var(--walk) }
        .landscape .start { fill: var(--halo); stroke: var(--walk); stroke-width: 2.4 }
        .landscape .plumb { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 4 }
        .landscape .target-halo { stroke: var(--halo); stroke-width: 6.5; stroke-linecap: round }
        .landscape .target { stroke: var(--ink); stroke-width: 3; stroke-linecap: round }

        """;
}
