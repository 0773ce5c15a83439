using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Figures;

/// <summary>Figures made from a run's timings, which are no part of its results.</summary>
public static class TimeFigures
{
    /// <summary>Seconds of one worker that answering the request took.</summary>
    public static FigureKind Seconds { get; } =
        new(
            "seconds",
            "Seconds",
            "Seconds of one worker that answering the request took, once, by the monotonic clock that BenchmarkDotNet reads too."
        )
        {
            Unit = Units.Seconds,
            Direction = Direction.Lower,
        };

    /// <summary>Seconds of one worker that training before the request took.</summary>
    public static FigureKind InitialSeconds { get; } =
        new("initial-seconds", "Seconds before", "Seconds of one worker that training before the request took.")
        {
            Unit = Units.Seconds,
            Direction = Direction.Lower,
        };

    /// <summary>Seconds of retraining divided by the method's.</summary>
    public static FigureKind SpeedUpInSeconds { get; } =
        new("speed-up-in-seconds", "Speed-up in time", "Seconds of retraining divided by the method's, same seed.")
        {
            Unit = "times",
            Direction = Direction.Higher,
            Scale = FigureScale.Multiple,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Seconds, SpeedUpInSeconds, InitialSeconds];
}
