using ScottPlot;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// Colours of the charts as they stand in the SVG. The page's style sheet turns each into its dark counterpart, so they
/// must stay different from one another and be written as Skia writes them (<c>#RRGGBB</c>, capitals).
/// </summary>
internal static class ChartTheme
{
    public const string Axis = "#8A95A1";
    public const string Grid = "#E4E8EC";
    public const string Band = "#DCE3EA";
    public const string Rule = "#5C6875";
    public const string Yardstick = "#5D6976";
    public const string Exact = "#2268A8";
    public const string Certified = "#1F8A62";
    public const string Approximate = "#C4601D";

    /// <summary>Colour of a kind of method; yardsticks are grey.</summary>
    public static Color ColourOf(string kind) => Color.FromHex(HexOf(kind));

    /// <summary>The same as text.</summary>
    public static string HexOf(string kind) =>
        kind switch
        {
            MethodKinds.Exact => Exact,
            MethodKinds.Certified => Certified,
            MethodKinds.Approximate => Approximate,
            _ => Yardstick,
        };

    /// <summary>Shape of a kind of method, so that colour is never the only sign.</summary>
    public static MarkerShape ShapeOf(string kind) =>
        kind switch
        {
            MethodKinds.Exact => MarkerShape.FilledCircle,
            MethodKinds.Certified => MarkerShape.FilledDiamond,
            MethodKinds.Approximate => MarkerShape.FilledTriangleUp,
            _ => MarkerShape.FilledSquare,
        };
}
