using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>An area under the ROC curve with its uncertainty.</summary>
/// <param name="Auc">The area, ties counted one half, in [0, 1].</param>
/// <param name="StandardError">DeLong's standard error; 0 where the scores separate the sides completely or are all equal.</param>
/// <param name="Interval">
/// Normal interval around the area, cut at 0 and 1; where the standard error is 0, exact limits from as many disjoint pairs as the
/// smaller side has points (<c>disjoint-pairs</c>).
/// </param>
public sealed record AucEstimate(double Auc, double StandardError, Interval Interval);
