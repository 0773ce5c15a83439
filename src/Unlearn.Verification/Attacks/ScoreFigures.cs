using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>The figures that every attack with one score per point reports, in one order and with one set of conventions.</summary>
public static class ScoreFigures
{
    /// <summary>Area under the ROC curve.</summary>
    public static FigureKind Auc { get; } =
        new(
            "auc",
            "AUC",
            "Area under the attack's ROC curve: chance that it ranks a forgotten point above one never seen. 0.5 is guessing."
        )
        {
            Reading = Reading.FamiliarWhenHigh,
            Margin = MarginKind.Auc,
            Scale = FigureScale.Rate,
        };

    /// <summary>True-positive rate at one per cent false positives.</summary>
    public static FigureKind AtOnePercent { get; } = TprAt(0.01) with { Margin = MarginKind.TruePositives };

    private static FigureKind AtOnePerThousand { get; } = TprAt(0.001);

    private static FigureKind BalancedAccuracy { get; } =
        new(
            "balanced-accuracy",
            "Balanced accuracy",
            "Mean of the shares of forgotten points and of points never seen that the best threshold, chosen on the same points, puts on their side."
        )
        {
            Reading = Reading.FamiliarWhenHigh,
            Scale = FigureScale.Rate,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Auc, AtOnePercent, AtOnePerThousand, BalancedAccuracy];

    /// <summary>
    /// <c>auc</c> with DeLong's interval, <c>tpr-at-1%-fpr</c> and <c>tpr-at-0.1%-fpr</c> with Clopper-Pearson intervals
    /// (not resolvable with fewer than 1/FPR non-members), and <c>balanced-accuracy</c>, which carries no interval because
    /// its threshold is chosen on the same points.
    /// </summary>
    /// <param name="scores">One score per point, larger = member.</param>
    /// <param name="members">Which points are members.</param>
    /// <exception cref="InputException">A score is NaN or one side is empty.</exception>
    public static IReadOnlyList<Figure> Of(double[] scores, bool[] members)
    {
        RocCurve roc = RocCurve.From(scores, members);
        return
        [
            Auc.Of(
                roc.Auc,
                members.Length,
                roc is { Members: > 1, NonMembers: > 1 } ? DeLong.Estimate(scores, members).Interval : null
            ),
            TprAtFpr(roc, 0.01),
            TprAtFpr(roc, 0.001),
            BalancedAccuracy.Of(roc.BalancedAccuracy, members.Length),
        ];
    }

    /// <summary>The largest TPR with FPR at most a rate, or why the rate cannot be resolved.</summary>
    /// <param name="roc">The curve.</param>
    /// <param name="rate">The false-positive rate, in (0, 1).</param>
    public static Figure TprAtFpr(RocCurve roc, double rate)
    {
        FigureKind kind = TprAt(rate);
        int needed = (int)Math.Ceiling((1 / rate) - 1e-9);
        if (roc.NonMembers < needed)
        {
            return kind.NotResolvable(
                $"{roc.NonMembers} non-members, and this rate needs at least {needed}",
                roc.Members
            );
        }

        int index = roc.IndexAtFpr(rate);
        return kind.Of(roc.Tpr(index), roc.Members, ClopperPearson.Interval(roc.TruePositives[index], roc.Members));
    }

    private static FigureKind TprAt(double rate)
    {
        string percent = string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.####}%");
        return new FigureKind(
            $"tpr-at-{percent}-fpr",
            $"TPR at {percent} FPR",
            $"Share of the forgotten points that the attack finds when it may falsely accuse {percent} of the points never seen."
        )
        {
            Reading = Reading.FamiliarWhenHigh,
            Scale = FigureScale.Rate,
        };
    }
}
