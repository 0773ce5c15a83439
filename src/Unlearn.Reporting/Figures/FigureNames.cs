using Unlearn.Learning.Forgetting.Certified;
using Measured = Unlearn.Engine.Evaluation.FigureNames;

namespace Unlearn.Reporting.Figures;

/// <summary>Names of the figures that the report knows by name; every other figure is shown too, under its own name.</summary>
public static class FigureNames
{
    /// <summary>Accuracy on the points that stay.</summary>
    public const string RetainAccuracy = Measured.RetainAccuracy;

    /// <summary>Accuracy on the points to forget.</summary>
    public const string ForgetAccuracy = Measured.ForgetAccuracy;

    /// <summary>Accuracy on points never trained on.</summary>
    public const string TestAccuracy = Measured.TestAccuracy;

    /// <summary>Forget accuracy minus that of the reference of the same seed.</summary>
    public const string ForgetAccuracyGap = Measured.ForgetAccuracyGap;

    /// <summary>Test accuracy minus that of the reference of the same seed.</summary>
    public const string TestAccuracyGap = Measured.TestAccuracyGap;

    /// <summary>Test accuracy of the method's model before the request.</summary>
    public const string OriginalTestAccuracy = Measured.OriginalTestAccuracy;

    /// <summary>Gradients of single points that answering the request took.</summary>
    public const string Gradients = Measured.Gradients;

    /// <summary>Points that models were retrained on.</summary>
    public const string PointsRetrained = Measured.PointsRetrained;

    /// <summary>Gradients of retraining divided by the method's.</summary>
    public const string SpeedUp = Measured.SpeedUp;

    /// <summary>Seconds of one worker that answering the request took; from the timings, not from the results.</summary>
    public const string Seconds = "seconds";

    /// <summary>Seconds of one worker that training before the request took; from the timings.</summary>
    public const string InitialSeconds = "initial-seconds";

    /// <summary>Seconds of retraining divided by the method's; from the timings.</summary>
    public const string SpeedUpInSeconds = "speed-up-in-seconds";

    /// <summary>The last part of the name of an attack's true-positive rate at one per cent false positives.</summary>
    public const string TruePositivesAtOnePercent = "tpr-at-1%-fpr";

    /// <summary>The last part of the name of an attack's AUC minus that on the reference of the same seed.</summary>
    public const string AucGap = Measured.AucGap;

    /// <summary>The last part of the name of the p-value of the paired tests between a row and the reference.</summary>
    public const string PAgainstReference = Measured.PAgainstReference;

    /// <summary>The last part of the name of an attack's AUC on retained points.</summary>
    public const string RetainAuc = Measured.RetainAuc;

    /// <summary>The last part of the name of an attack's AUC with half of its shadows.</summary>
    public const string HalfShadowsAuc = Measured.HalfShadowsAuc;

    /// <summary>What certified methods report of their guarantee.</summary>
    public static IReadOnlyList<string> Guarantees { get; } =
    [
        CertificateFigures.Epsilon,
        CertificateFigures.Delta,
        CertificateFigures.ResidualBound,
        CertificateFigures.BudgetLeft,
        CertificateFigures.Retrainings,
    ];

    /// <summary>Whether a figure is a share of points or an AUC, which lie between 0 and 1; gaps and differences are not.</summary>
    public static bool IsRate(string figure) =>
        WithoutAttack(figure) is var name
        && (
            name is "auc" or "tpr" or "fpr" or RetainAuc or HalfShadowsAuc
            || name.EndsWith("-accuracy", StringComparison.Ordinal)
            || name.StartsWith("tpr-at-", StringComparison.Ordinal)
        );

    /// <summary>The attack of a figure named <c>attack/figure</c>, or null for other figures.</summary>
    public static string? AttackOf(string figure) =>
        figure.LastIndexOf('/') is var slash and > 0 ? figure[..slash] : null;

    /// <summary>The name without the attack.</summary>
    public static string WithoutAttack(string figure) => figure[(figure.LastIndexOf('/') + 1)..];
}
