namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// Thresholds for each class that maximise balanced accuracy on points of known membership (Song and Mittal 2021, section
/// 3.2). Candidates are the scores themselves; of equally good ones the first in order wins, members before non-members.
/// A class that lacks a side takes the threshold of all classes together.
/// </summary>
public static class PerClassThresholds
{
    /// <summary>Picks the thresholds.</summary>
    /// <param name="scores">One score per point, larger = member.</param>
    /// <param name="labels">The true class of each point.</param>
    /// <param name="members">Which points are members; both sides must occur.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>One threshold per class: members score at or above it.</returns>
    public static double[] Fit(double[] scores, int[] labels, bool[] members, int classes)
    {
        double overall = Best(scores, members, _ => true);
        var thresholds = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            int wanted = c;
            double own = Best(scores, members, i => labels[i] == wanted);
            thresholds[c] = double.IsNaN(own) ? overall : own;
        }

        return thresholds;
    }

    /// <summary>The best threshold of one group of points, NaN where the group lacks a side.</summary>
    private static double Best(double[] scores, bool[] members, Func<int, bool> chosen)
    {
        var inside = new List<double>();
        var outside = new List<double>();
        for (int i = 0; i < scores.Length; i++)
        {
            if (chosen(i))
            {
                (members[i] ? inside : outside).Add(scores[i]);
            }
        }

        if (inside.Count == 0 || outside.Count == 0)
        {
            return double.NaN;
        }

        double[] sortedInside = [.. inside.Order()];
        double[] sortedOutside = [.. outside.Order()];
        double best = double.NegativeInfinity;
        double threshold = double.NaN;
        foreach (double candidate in inside.Concat(outside))
        {
            double tpr = (sortedInside.Length - Below(sortedInside, candidate)) / (double)sortedInside.Length;
            double tnr = Below(sortedOutside, candidate) / (double)sortedOutside.Length;
            double accuracy = 0.5 * (tpr + tnr);
            if (accuracy > best)
            {
                best = accuracy;
                threshold = candidate;
            }
        }

        return threshold;
    }

    /// <summary>How many sorted values lie strictly below a value.</summary>
    private static int Below(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
