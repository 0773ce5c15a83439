namespace Unlearn.Verification.Evidence;

/// <summary>Which of the margins of <see cref="Verdicts.VerdictMargins"/> says what difference to retraining is small.</summary>
public enum MarginKind
{
    /// <summary>None: only half of the way to the original model counts.</summary>
    None,

    /// <summary>That of AUCs.</summary>
    Auc,

    /// <summary>That of true-positive rates at a low false-positive rate.</summary>
    TruePositives,

    /// <summary>That of accuracies on forgotten points.</summary>
    Accuracy,
}
