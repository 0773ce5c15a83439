namespace Unlearn.Engine.Results;

/// <summary>One score attack on two methods of a setting, on the same points and seeds.</summary>
/// <param name="Attack">The attack's name in the manifest.</param>
/// <param name="First">A method's row.</param>
/// <param name="Second">A later method's row.</param>
/// <param name="AucDifference">AUC of the first minus that of the second, mean over seeds.</param>
/// <param name="P">Two-sided p of the paired DeLong tests, combined over seeds by Stouffer's rule.</param>
/// <param name="AdjustedP">The same with Holm's correction over all pairs of methods of the setting under this attack.</param>
public sealed record MethodComparison(
    string Attack,
    string First,
    string Second,
    double AucDifference,
    double P,
    double AdjustedP
);
