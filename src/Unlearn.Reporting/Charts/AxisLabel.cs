namespace Unlearn.Reporting.Charts;

/// <summary>The label of an axis.</summary>
/// <param name="X">Pixels from the left edge to its anchor.</param>
/// <param name="Y">Pixels from the upper edge to its base line.</param>
/// <param name="Anchor">Which part of it the anchor is: <c>start</c>, <c>middle</c>.</param>
/// <param name="Text">May be empty.</param>
internal sealed record AxisLabel(double X, double Y, string Anchor, string Text)
{
    /// <summary>Pixels.</summary>
    public const int FontSize = 13;
}
