using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>The figures that every attack with a score a point reports, in one order and with one set of conventions.</summary>
public static class ScoreFigures
{
    private static readonly double[] FalsePositiveRates = [0.01, 0.001];

    /// <summary>
    /// <c>auc</c> with DeLong's interval, <c>tpr-at-1%-fpr</c> and <c>tpr-at-0.1%-fpr</c> with Clopper-Pearson intervals
    /// (not resolvable with fewer than 1/FPR non-members), and <c>balanced-accuracy</c>, which carries no interval because
    /// its threshold is chosen on the same points.
    /// </summary>
    /// <param name="scores">A score a point, larger = member.</param>
    /// <param name="members">Which points are members.</param>
    /// <exception cref="InputException">A score is NaN or one side is empty.</exception>
    public static IReadOnlyList<Figure> Of(double[] scores, bool[] members)
    {
        RocCurve roc = RocCurve.From(scores, members);
        var figures = new List<Figure> { Auc(roc, scores, members) };
        foreach (double rate in FalsePositiveRates)
        {
            figures.Add(TprAtFpr(roc, rate));
        }

        figures.Add(
            new Figure
            {
                Name = "balanced-accuracy",
                Value = roc.BalancedAccuracy,
                Count = members.Length,
            }
        );
        return figures;
    }

    /// <summary>The largest TPR with FPR at most a rate, or why the rate cannot be resolved.</summary>
    /// <param name="roc">The curve.</param>
    /// <param name="rate">The false-positive rate, in (0, 1).</param>
    public static Figure TprAtFpr(RocCurve roc, double rate)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"tpr-at-{rate * 100:0.####}%-fpr");
        int needed = (int)Math.Ceiling((1 / rate) - 1e-9);
        if (roc.NonMembers < needed)
        {
            return new Figure
            {
                Name = name,
                Value = null,
                Count = roc.Members,
                NotResolvable = $"{roc.NonMembers} non-members, and this rate needs at least {needed}",
            };
        }

        int index = roc.IndexAtFpr(rate);
        return new Figure
        {
            Name = name,
            Value = roc.Tpr(index),
            Interval = ClopperPearson.Interval(roc.TruePositives[index], roc.Members),
            Count = roc.Members,
        };
    }

    private static Figure Auc(RocCurve roc, double[] scores, bool[] members) =>
        new()
        {
            Name = "auc",
            Value = roc.Auc,
            Interval = roc is { Members: > 1, NonMembers: > 1 } ? DeLong.Estimate(scores, members).Interval : null,
            Count = members.Length,
        };
}
