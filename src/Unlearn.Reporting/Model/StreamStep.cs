namespace Unlearn.Reporting.Model;

/// <summary>One answer of a stream, as means over seeds.</summary>
/// <param name="Answer">Its number, from 1.</param>
/// <param name="Forgotten">Points that are forgotten from here on.</param>
/// <param name="RetainAccuracy">Share of retained points that are right.</param>
/// <param name="ForgetAccuracy">Share of forgotten points that are right.</param>
/// <param name="TestAccuracy">Share of test points that are right.</param>
/// <param name="Gradients">Single-point gradients of the answer.</param>
/// <param name="PointsRetrained">Points trained on again, or null for methods that edit weights.</param>
public sealed record StreamStep(
    int Answer,
    double Forgotten,
    double RetainAccuracy,
    double ForgetAccuracy,
    double TestAccuracy,
    double Gradients,
    double? PointsRetrained
)
{
    /// <summary>What the method reports of its own work (a promise, what is left of a budget), in reporting order.</summary>
    public IReadOnlyList<(string Name, double Value)> Reported { get; init; } = [];
}
