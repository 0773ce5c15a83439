using System.Globalization;

namespace Unlearn.Verification.Verdicts;

/// <summary>Verdicts and findings in words.</summary>
public static class VerdictText
{
    /// <summary>A verdict in a word or two.</summary>
    public static string Label(Verdict verdict) =>
        verdict switch
        {
            Verdict.IsReference => "is the reference",
            Verdict.Broken => "broken",
            Verdict.TracesLeft => "traces left",
            Verdict.OverForgotten => "over-forgotten",
            Verdict.Distinguishable => "distinguishable",
            Verdict.Hidden => "hidden",
            Verdict.Exact => "exact",
            Verdict.Certified => "certified",
            Verdict.Forgotten => "forgotten",
            _ => "not decided",
        };

    /// <summary>A finding in a word or two.</summary>
    public static string Label(Finding finding) =>
        finding switch
        {
            Finding.TracesLeft => "traces left",
            Finding.OverForgotten => "over-forgotten",
            Finding.Distinguishable => "distinguishable",
            Finding.NoDifference => "no difference",
            Finding.NoPower => "finds nothing here",
            _ => "undecided",
        };

    /// <summary>The three lines that stand under every table of verdicts.</summary>
    /// <param name="margins">The margins in force.</param>
    public static IReadOnlyList<string> Legend(VerdictMargins margins) =>
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"forgotten: attacks that find the original leave no difference to retraining above {margins.Auc} in AUC, {margins.TruePositives} in TPR at 1 % FPR, {margins.Accuracy} in forget accuracy (95 %)"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"traces left / over-forgotten: forgotten points look more familiar / stranger than after retraining; broken: test or retain accuracy more than {margins.Utility} below retraining; hidden: only inside the model"
            ),
            "exact, certified: promised by the method and not contradicted; not decided: more seeds, points or a stronger attack are needed (`unlearn show` says which)",
        ];

    /// <summary>The rule in words, printed beside verdicts.</summary>
    /// <param name="margins">The margins in force.</param>
    public static string Statement(VerdictMargins margins) =>
        "For every figure a row's value minus that of the reference of the same seed (for scores on the same points) is averaged over seeds. "
        + "A difference is found when this mean lies beyond what another seed of retraining makes of it (the null row, on either side) and "
        + "Student's test over seeds and, for scores, paired DeLong tests over points give p of at most 0.05 (0.001 against what is exact by construction), after Holm's correction over the row's figures. "
        + "A difference that is smaller than an absolute margin at 95 % is none. "
        + "On the familiar side traces are left; on the other the points stand out as stranger than points never seen, which gives them away too; "
        + "a measure that knows no side says distinguishable only. None is found is not enough for 'forgotten': the figure must find the original model, and "
        + "no difference above the margin may be possible at 95 % ("
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{margins.Auc} in AUC, {margins.TruePositives} in TPR at 1 % FPR, {margins.Accuracy} in forget accuracy, and never more than half of the way to the original). "
        )
        + "The verdict on a row takes the worst of its evidence: broken (accuracy on test or retained points further below retraining than seeds and "
        + string.Create(CultureInfo.InvariantCulture, $"{margins.Utility} allow), ")
        + "traces left, over-forgotten, distinguishable, hidden (only inside the model), then what the method promises (exact, certified), not decided, forgotten. "
        + "An ensemble such as SISA is compared with itself with other seeds, because it answers unlike one model whether or not it forgot. "
        + "Passing these attacks does not prove that no stronger attack would succeed.";

    /// <summary>A number as verdicts print it.</summary>
    internal static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The same with its sign.</summary>
    internal static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
}
