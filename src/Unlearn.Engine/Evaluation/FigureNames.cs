namespace Unlearn.Engine.Evaluation;

/// <summary>Names of the figures that every trial has; attack figures are named <c>attack/figure</c>.</summary>
public static class FigureNames
{
    /// <summary>Share of retained training points that are classified right.</summary>
    public const string RetainAccuracy = "retain-accuracy";

    /// <summary>Share of forgotten points that are classified right; should equal the reference's.</summary>
    public const string ForgetAccuracy = "forget-accuracy";

    /// <summary>Share of test points that are classified right.</summary>
    public const string TestAccuracy = "test-accuracy";

    /// <summary>Retain accuracy minus that of the reference of the same seed.</summary>
    public const string RetainAccuracyGap = "retain-accuracy-gap";

    /// <summary>Forget accuracy minus that of the reference of the same seed.</summary>
    public const string ForgetAccuracyGap = "forget-accuracy-gap";

    /// <summary>Test accuracy minus that of the reference of the same seed.</summary>
    public const string TestAccuracyGap = "test-accuracy-gap";

    /// <summary>
    /// Half the sum over classes of absolute differences between the model's and the reference's probabilities (total
    /// variation), mean over the forget set: 0 for equal outputs, 1 for certain and contrary ones.
    /// </summary>
    public const string ForgetOutputGap = "forget-output-gap";

    /// <summary>Test accuracy of the row's own model before the request.</summary>
    public const string OriginalTestAccuracy = "original-test-accuracy";

    /// <summary>Single-point gradients that answering the request took.</summary>
    public const string Gradients = "gradients";

    /// <summary>Distinct points that were trained on again, for methods that train again.</summary>
    public const string PointsRetrained = "points-retrained";

    /// <summary>The reference's gradients divided by the method's.</summary>
    public const string SpeedUp = "speed-up";

    /// <summary>
    /// Part of a score attack's name: AUC with a sample of retained points, as many as were forgotten, in the place of the
    /// forget set, against test points. Away from the reference's: the method has harmed, or exposed, points that stay.
    /// </summary>
    public const string RetainAuc = "retain-" + Auc;

    /// <summary>
    /// Part of a shadow attack's name: AUC with the first half of the shadows. Its distance to the AUC says what doubling
    /// the shadows has bought, and so about what doubling them again would buy.
    /// </summary>
    public const string HalfShadowsAuc = Auc + "-half-shadows";

    /// <summary>An attack's first figure with a sample of retained points in the place of the forget set.</summary>
    public static string Retained(string headline) => $"retain-{headline}";

    /// <summary>An attack's first figure with the first half of its shadows, or of the models on each side.</summary>
    public static string HalfShadows(string headline) => $"{headline}-half-shadows";

    /// <summary>
    /// Part of a score attack's name: AUC minus that on the reference of the same seed, on the same points. A seed's
    /// interval is DeLong's for paired scores, a row's is Student's over seeds.
    /// </summary>
    public const string AucGap = "auc-gap";

    /// <summary>
    /// Part of a score attack's name, of rows only: p of the paired DeLong tests against the reference, combined over seeds
    /// by Stouffer's rule; for methods with Holm's correction over the methods of the setting.
    /// </summary>
    public const string PAgainstReference = "p-against-reference";

    /// <summary>Part of a shadow attack's name: number of models behind it; of two sides both.</summary>
    public const string Shadows = "shadows";

    internal const string Auc = "auc";
}
