using Unlearn.Engine.Ledger;

namespace Unlearn.Engine.Tuning;

/// <summary>Names of what a candidate is measured by, against the reference of the same tuning seed.</summary>
public static class ClosenessFigures
{
    /// <summary>
    /// Paired shift of confidence: the mean of phi - phi_reference over forgotten points minus the same over points that no model
    /// was trained on, in nats. Above 0: forgotten points are better known than retraining knows them.
    /// </summary>
    public const string ForgetShift = "forget-shift";

    /// <summary>Mean Jensen-Shannon divergence of the two models' predictions on forgotten points, in nats, 0 to log 2.</summary>
    public const string ForgetDivergence = "forget-divergence";

    /// <summary>Accuracy on retained points.</summary>
    public const string Retain = "retain-accuracy-gap";

    /// <summary>Accuracy on points that no model was trained on.</summary>
    public const string Unseen = "unseen-accuracy-gap";

    /// <summary>Accuracy on forgotten points.</summary>
    public const string Forget = "forget-accuracy-gap";

    /// <summary>Mean cross-entropy of forgotten points, in nats.</summary>
    public const string ForgetLoss = "forget-loss-gap";

    /// <summary>All of them, in reporting order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [ForgetShift, ForgetDivergence, Retain, Unseen, Forget, ForgetLoss];

    /// <summary>The sampling error of the reference's own figure: what a gap is compared with where retraining hardly varies.</summary>
    internal static string ErrorOf(string gap) => gap.Replace("-gap", "-error", StringComparison.Ordinal);

    /// <summary>A figure's value.</summary>
    internal static double ValueOf(MeasureResult seed, string name) =>
        seed.Figures.First(figure => figure.Name == name).Value!.Value;

    /// <summary>
    /// The spread of a gap: its root mean square between retrained models, and at least the mean sampling error of the reference's
    /// figure on its points, because few models may agree by chance.
    /// </summary>
    /// <param name="retrained">Other retrained models against the reference.</param>
    /// <param name="name">A gap that has an error.</param>
    internal static double SpreadOf(IReadOnlyList<MeasureResult> retrained, string name) =>
        Math.Max(RootMeanSquare(retrained, name), retrained.Average(seed => ValueOf(seed, ErrorOf(name))));

    /// <summary>The root mean square of a figure over retrained models.</summary>
    internal static double RootMeanSquare(IReadOnlyList<MeasureResult> retrained, string name) =>
        Math.Sqrt(retrained.Average(seed => Math.Pow(ValueOf(seed, name), 2)));
}
