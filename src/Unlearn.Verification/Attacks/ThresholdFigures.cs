using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of a decision whose threshold was fixed without looking at the attacked points.</summary>
public static class ThresholdFigures
{
    /// <summary>
    /// <c>advantage</c> (TPR - FPR, Yeom et al. 2018, definition 4) with Newcombe's interval, <c>tpr</c> and <c>fpr</c> with
    /// Clopper-Pearson intervals.
    /// </summary>
    /// <param name="members">Which points are members.</param>
    /// <param name="decision">Whether a point, by its index, is called a member.</param>
    /// <param name="scores">The scores behind the decision; their count is the number of points.</param>
    public static IReadOnlyList<Figure> Of(double[] scores, bool[] members, Func<int, bool> decision)
    {
        int positives = 0;
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            positives += members[i] ? 1 : 0;
            if (decision(i))
            {
                truePositives += members[i] ? 1 : 0;
                falsePositives += members[i] ? 0 : 1;
            }
        }

        int negatives = scores.Length - positives;
        double tpr = truePositives / (double)positives;
        double fpr = falsePositives / (double)negatives;
        return
        [
            new Figure
            {
                Name = "advantage",
                Value = tpr - fpr,
                Interval = Newcombe.Difference(truePositives, positives, falsePositives, negatives),
                Count = scores.Length,
            },
            new Figure
            {
                Name = "tpr",
                Value = tpr,
                Interval = ClopperPearson.Interval(truePositives, positives),
                Count = positives,
            },
            new Figure
            {
                Name = "fpr",
                Value = fpr,
                Interval = ClopperPearson.Interval(falsePositives, negatives),
                Count = negatives,
            },
        ];
    }
}
