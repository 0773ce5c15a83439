using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>The figures of relearning, whether a run measures them or an audit of arrays.</summary>
public static class RelearnFigures
{
    /// <summary>What the probe and the audit are called.</summary>
    public const string Name = "relearn-time";

    /// <summary>The anamnesis index.</summary>
    public static FigureKind Index { get; } =
        new(
            AnamnesisIndex.Name,
            "Anamnesis index",
            "Steps until the model regains the original's accuracy on the forget set, divided by those of a retrained model; well below 1 is residual knowledge."
        )
        {
            Unit = Units.Ratio,
            Reading = Reading.FamiliarWhenLow,
        };

    /// <summary>Steps of the attacked model.</summary>
    public static FigureKind Steps { get; } =
        new(
            "relearn-steps",
            "Relearning steps",
            "Steps until the model regains the original's accuracy on the forget set."
        )
        {
            Unit = Units.Count,
            Reading = Reading.FamiliarWhenLow,
        };

    /// <summary>Steps of a retrained model.</summary>
    public static FigureKind RetrainedSteps { get; } =
        new(
            "relearn-steps-retrained",
            "Relearning steps, retrained",
            "The same for the model retrained from the same seed."
        )
        {
            Unit = Units.Count,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Index, Steps, RetrainedSteps];
}
