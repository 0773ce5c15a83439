namespace Unlearn.Engine.Tuning;

/// <summary>Names of what a candidate is measured by: its figures minus those of the reference of the same tuning seed.</summary>
public static class ClosenessFigures
{
    /// <summary>Accuracy on retained points.</summary>
    public const string Retain = "retain-accuracy-gap";

    /// <summary>Accuracy on forgotten points.</summary>
    public const string Forget = "forget-accuracy-gap";

    /// <summary>Accuracy on points that no model was trained on.</summary>
    public const string Unseen = "unseen-accuracy-gap";

    /// <summary>Mean cross-entropy of forgotten points, in nats.</summary>
    public const string ForgetLoss = "forget-loss-gap";

    /// <summary>All four, in reporting order.</summary>
    public static IReadOnlyList<string> All { get; } = [Retain, Forget, Unseen, ForgetLoss];

    /// <summary>The sampling error of the reference's own figure: what a gap is compared with where retraining hardly varies.</summary>
    internal static string ErrorOf(string gap) => gap.Replace("-gap", "-error", StringComparison.Ordinal);
}
