using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks;

/// <summary>Figures of a decision whose threshold was fixed without looking at the attacked points.</summary>
public static class ThresholdFigures
{
    /// <summary>TPR minus FPR.</summary>
    public static FigureKind Advantage { get; } =
        new(
            "advantage",
            "Advantage",
            "Share of the forgotten points that a fixed threshold calls members minus that of points never seen; 0 is guessing."
        )
        {
            Reading = Reading.FamiliarWhenHigh,
            Scale = FigureScale.Difference,
        };

    /// <summary>The three kinds.</summary>
    public static IReadOnlyList<FigureKind> Kinds => [Advantage, TruePositives, FalsePositives];

    private static FigureKind TruePositives { get; } =
        new("tpr", "TPR", "Share of the forgotten points that a fixed threshold calls members.")
        {
            Reading = Reading.FamiliarWhenHigh,
            Scale = FigureScale.Rate,
        };

    private static FigureKind FalsePositives { get; } =
        new("fpr", "FPR", "Share of the points never seen that the same threshold calls members.")
        {
            Scale = FigureScale.Rate,
        };

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
            Advantage.Of(
                tpr - fpr,
                scores.Length,
                Newcombe.Difference(truePositives, positives, falsePositives, negatives)
            ),
            TruePositives.Of(tpr, positives, ClopperPearson.Interval(truePositives, positives)),
            FalsePositives.Of(fpr, negatives, ClopperPearson.Interval(falsePositives, negatives)),
        ];
    }
}
