using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>What answering a request took, without hardware.</summary>
public static class CostFigures
{
    /// <summary>Single-point gradients that answering the request took.</summary>
    public static FigureKind Gradients { get; } =
        new(
            "gradients",
            "Gradients",
            "Gradients of single points computed to answer the request; does not depend on hardware."
        )
        {
            Unit = Units.Count,
            Direction = Direction.Lower,
        };

    /// <summary>Distinct points that were trained on again, for methods that train again.</summary>
    public static FigureKind PointsRetrained { get; } =
        new("points-retrained", "Points retrained", "Points that models were trained on again to answer the request.")
        {
            Unit = Units.Points,
            Direction = Direction.Lower,
        };

    /// <summary>The reference's gradients divided by the method's.</summary>
    public static FigureKind SpeedUp { get; } =
        new(
            "speed-up",
            "Speed-up",
            "Gradients of retraining from scratch divided by the method's; does not depend on hardware."
        )
        {
            Unit = Units.Ratio,
            Direction = Direction.Higher,
            Scale = FigureScale.Multiple,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Gradients, PointsRetrained, SpeedUp];
}
