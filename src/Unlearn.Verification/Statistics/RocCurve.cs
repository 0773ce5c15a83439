using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// The exact receiver operating characteristic of scores (larger = member). A decision is <c>score &gt;= threshold</c>, so
/// equal scores move together and the area counts a tie as one half (Hanley and McNeil 1982).
/// </summary>
public sealed class RocCurve
{
    private RocCurve(double[] thresholds, int[] truePositives, int[] falsePositives, int members, int nonMembers)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
        Members = members;
        NonMembers = nonMembers;
    }

    /// <summary>Decision thresholds, falling; the first is positive infinity (no point is called a member).</summary>
    public double[] Thresholds { get; }

    /// <summary>Members with a score of at least the threshold.</summary>
    public int[] TruePositives { get; }

    /// <summary>Non-members with a score of at least the threshold.</summary>
    public int[] FalsePositives { get; }

    /// <summary>Number of members, at least 1.</summary>
    public int Members { get; }

    /// <summary>Number of non-members, at least 1.</summary>
    public int NonMembers { get; }

    /// <summary>Area under the curve: P(member's score &gt; non-member's) + P(equal)/2, in [0, 1].</summary>
    public double Auc
    {
        get
        {
            // Twice the area in whole pairs: exact up to 2^53 pairs.
            double doubled = 0;
            for (int i = 1; i < Thresholds.Length; i++)
            {
                double height = (double)TruePositives[i] + TruePositives[i - 1];
                doubled += height * (FalsePositives[i] - FalsePositives[i - 1]);
            }

            return doubled / (2.0 * Members * NonMembers);
        }
    }

    /// <summary>The largest (TPR + 1 - FPR)/2 over all thresholds, in [0.5, 1]. Chosen on the data itself, so biased upwards.</summary>
    public double BalancedAccuracy
    {
        get
        {
            double best = 0.5;
            for (int i = 0; i < Thresholds.Length; i++)
            {
                best = Math.Max(best, (Tpr(i) + 1 - Fpr(i)) / 2);
            }

            return best;
        }
    }

    /// <summary>Builds the curve.</summary>
    /// <param name="scores">One score per point; infinities are allowed, NaN is not.</param>
    /// <param name="members">Which points are members; both sides must occur.</param>
    /// <exception cref="InputException">Lengths differ, a score is NaN, or one side is empty.</exception>
    public static RocCurve From(ReadOnlySpan<double> scores, ReadOnlySpan<bool> members)
    {
        if (scores.Length != members.Length)
        {
            throw new InputException(
                $"{scores.Length} scores but {members.Length} membership flags: give one flag a score."
            );
        }

        double[] keys = scores.ToArray();
        bool[] flags = members.ToArray();
        int positives = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (double.IsNaN(keys[i]))
            {
                throw new InputException($"The score of point {i} is not a number; a ROC needs numbers.");
            }

            positives += flags[i] ? 1 : 0;
        }

        if (positives == 0 || positives == keys.Length)
        {
            string missing = positives == 0 ? "member" : "non-member";
            throw new InputException($"There is no {missing} among {keys.Length} points; a ROC needs both sides.");
        }

        Array.Sort(keys, flags);
        var thresholds = new List<double>(keys.Length + 1) { double.PositiveInfinity };
        var truePositives = new List<int>(keys.Length + 1) { 0 };
        var falsePositives = new List<int>(keys.Length + 1) { 0 };
        int tp = 0;
        int fp = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            tp += flags[i] ? 1 : 0;
            fp += flags[i] ? 0 : 1;
            if (i == 0 || keys[i - 1] != keys[i])
            {
                thresholds.Add(keys[i]);
                truePositives.Add(tp);
                falsePositives.Add(fp);
            }
        }

        return new RocCurve(
            [.. thresholds],
            [.. truePositives],
            [.. falsePositives],
            positives,
            keys.Length - positives
        );
    }

    /// <summary>True-positive rate at a threshold's index.</summary>
    public double Tpr(int index) => TruePositives[index] / (double)Members;

    /// <summary>False-positive rate at a threshold's index.</summary>
    public double Fpr(int index) => FalsePositives[index] / (double)NonMembers;

    /// <summary>The largest TPR among thresholds with FPR &lt;= <paramref name="rate"/>, without interpolation.</summary>
    /// <param name="rate">False-positive rate in [0, 1].</param>
    public double TprAtFpr(double rate) => Tpr(IndexAtFpr(rate));

    /// <summary>The index of the lowest threshold with FPR &lt;= <paramref name="rate"/>.</summary>
    /// <param name="rate">False-positive rate in [0, 1].</param>
    public int IndexAtFpr(double rate) => LastWhere(fpr => fpr <= rate);

    /// <summary>The largest TPR among thresholds with FPR strictly below <paramref name="rate"/> (the LiRA script's convention).</summary>
    /// <param name="rate">False-positive rate in (0, 1].</param>
    public double TprAtFprStrict(double rate) => Tpr(LastWhere(fpr => fpr < rate));

    /// <summary>TPR on the ROC polyline at <paramref name="rate"/>; the top of the edge where the curve is vertical there.</summary>
    /// <param name="rate">False-positive rate in [0, 1].</param>
    public double TprAtFprInterpolated(double rate)
    {
        int left = IndexAtFpr(rate);
        if (left == Thresholds.Length - 1)
        {
            return Tpr(left);
        }

        double share = (rate - Fpr(left)) / (Fpr(left + 1) - Fpr(left));
        return Tpr(left) + (share * (Tpr(left + 1) - Tpr(left)));
    }

    private int LastWhere(Func<double, bool> allowed)
    {
        // False positives never fall along the curve, so the allowed points are a prefix; its start, where no point is called a member, is always among them.
        int low = 0;
        int high = Thresholds.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = allowed(Fpr(middle)) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
