using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>What every trial is measured by: accuracies of its model, and their gaps to the reference of the same seed.</summary>
public static class TrialFigures
{
    /// <summary>Share of retained training points that are classified right.</summary>
    public static FigureKind RetainAccuracy { get; } =
        Accuracy("retain-accuracy", "Retain accuracy", "Share of the points that stay which the model gets right.");

    /// <summary>Share of forgotten points that are classified right; should equal the reference's.</summary>
    public static FigureKind ForgetAccuracy { get; } =
        Accuracy(
            "forget-accuracy",
            "Forget accuracy",
            "Share of the points to forget which the model gets right; a retrained model gets some right too."
        ) with
        {
            Reading = Reading.FamiliarWhenHigh,
        };

    /// <summary>Share of test points that are classified right.</summary>
    public static FigureKind TestAccuracy { get; } =
        Accuracy(
            "test-accuracy",
            "Test accuracy",
            "Share of points never trained on which the model gets right, in classes of which some point stays."
        ) with
        {
            Direction = Direction.Higher,
        };

    /// <summary>Retain accuracy minus that of the reference of the same seed.</summary>
    public static FigureKind RetainAccuracyGap { get; } =
        Gap(
            "retain-accuracy-gap",
            "Retain accuracy gap",
            "Retain accuracy minus that of the reference of the same seed; 0 is the aim."
        );

    /// <summary>Forget accuracy minus that of the reference of the same seed.</summary>
    public static FigureKind ForgetAccuracyGap { get; } =
        Gap(
            "forget-accuracy-gap",
            "Forget accuracy gap",
            "Forget accuracy minus that of the reference of the same seed; 0 is the aim, both signs are failures."
        ) with
        {
            Reading = Reading.FamiliarWhenHigh,
            Margin = MarginKind.Accuracy,
        };

    /// <summary>Test accuracy minus that of the reference of the same seed.</summary>
    public static FigureKind TestAccuracyGap { get; } =
        Gap(
            "test-accuracy-gap",
            "Test accuracy gap",
            "Test accuracy minus that of the reference of the same seed; 0 is the aim."
        );

    /// <summary>
    /// Half the sum over classes of absolute differences between the model's and the reference's probabilities (total
    /// variation), mean over the forget set: 0 for equal outputs, 1 for certain and contrary ones.
    /// </summary>
    public static FigureKind ForgetOutputGap { get; } =
        new(
            "forget-output-gap",
            "Forget output gap",
            "Total variation between the model's and the reference's probabilities, mean over the forget set; 0 for equal outputs, 1 for certain and contrary ones."
        )
        {
            Reading = Reading.DistinctWhenHigh,
        };

    /// <summary>Test accuracy of the row's own model before the request.</summary>
    public static FigureKind OriginalTestAccuracy { get; } =
        Accuracy(
            "original-test-accuracy",
            "Test accuracy before",
            "Test accuracy of the method's own model before the request: what preparing for deletions costs."
        ) with
        {
            Direction = Direction.Higher,
        };

    /// <summary>Share of test points that are classified right, of classes that are to be forgotten as a whole; should equal the reference's.</summary>
    public static FigureKind GoneClassAccuracy { get; } =
        Accuracy(
            "forgotten-class-test-accuracy",
            "Test accuracy, forgotten class",
            "Share of points never trained on which the model gets right, in classes that are to be forgotten as a whole."
        ) with
        {
            Reading = Reading.FamiliarWhenHigh,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } =
    [
        RetainAccuracy,
        ForgetAccuracy,
        TestAccuracy,
        RetainAccuracyGap,
        ForgetAccuracyGap,
        TestAccuracyGap,
        ForgetOutputGap,
        GoneClassAccuracy,
        OriginalTestAccuracy,
    ];

    private static FigureKind Accuracy(string name, string label, string meaning) =>
        new(name, label, meaning) { Scale = FigureScale.Rate };

    private static FigureKind Gap(string name, string label, string meaning) =>
        new(name, label, meaning) { Scale = FigureScale.Difference };
}
