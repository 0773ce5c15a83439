using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// Variance of an AUC, and tests between AUCs on the same points (DeLong, DeLong, Clarke-Pearson 1988), by mid-ranks in
/// O(n log n) (Sun and Xu 2014). Structural components are centred and divided by n - 1, as in the paper.
/// </summary>
public static class DeLong
{
    /// <summary>What intervals say of how they were made.</summary>
    public const string Method = "delong";

    /// <summary>AUC with its standard error and interval.</summary>
    /// <param name="scores">One score per point, larger = member.</param>
    /// <param name="members">Which points are members; at least two on both sides.</param>
    /// <param name="level">Coverage of the interval, in (0, 1).</param>
    /// <exception cref="InputException">A score is NaN, lengths differ, or a side has fewer than two points.</exception>
    public static AucEstimate Estimate(ReadOnlySpan<double> scores, ReadOnlySpan<bool> members, double level = 0.95)
    {
        Components components = Decompose(scores, members);
        double variance =
            Moments.SampleVariance(components.Member) / components.Member.Length
            + (Moments.SampleVariance(components.NonMember) / components.NonMember.Length);
        double error = Math.Sqrt(Math.Max(0, variance));
        if (error == 0)
        {
            int pairs = Math.Min(components.Member.Length, components.NonMember.Length);
            return new AucEstimate(components.Auc, 0, WithoutSpread(components.Auc, pairs, level));
        }

        double reach = NormalDistribution.Quantile(0.5 + (level / 2)) * error;
        var interval = new Interval(
            Math.Max(0, components.Auc - reach),
            Math.Min(1, components.Auc + reach),
            level,
            Method
        );
        return new AucEstimate(components.Auc, error, interval);
    }

    /// <summary>The paired test between two attacks' (or two methods') AUCs on the same points, two-sided.</summary>
    /// <param name="first">Scores of the first.</param>
    /// <param name="second">Scores of the second on the same points.</param>
    /// <param name="members">Which points are members; at least two on both sides.</param>
    /// <exception cref="InputException">A score is NaN, lengths differ, or a side has fewer than two points.</exception>
    public static AucComparison Compare(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<bool> members
    )
    {
        Components a = Decompose(first, members);
        Components b = Decompose(second, members);
        double variance = 0;
        foreach ((double[] x, double[] y) in new[] { (a.Member, b.Member), (a.NonMember, b.NonMember) })
        {
            var difference = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                difference[i] = x[i] - y[i];
            }

            variance += Moments.SampleVariance(difference) / x.Length;
        }

        return AucComparison.From(a.Auc, b.Auc, variance);
    }

    /// <summary>
    /// Complete separation, or equal scores: DeLong's variance is 0 and would claim certainty from any number of points. That k disjoint
    /// pairs all came out alike is what Clopper and Pearson's limit is for: the outcome's probability is at least tail^(1/k).
    /// </summary>
    private static Interval WithoutSpread(double auc, int pairs, double level)
    {
        double least = ClopperPearson.Lower(pairs, pairs, (1 - level) / 2);
        (double lower, double upper) = auc switch
        {
            1 => (least, 1.0),
            0 => (0.0, 1 - least),
            _ => (least / 2, 1 - (least / 2)),
        };
        return new Interval(lower, upper, level, "disjoint-pairs");
    }

    private static Components Decompose(ReadOnlySpan<double> scores, ReadOnlySpan<bool> members)
    {
        if (scores.Length != members.Length)
        {
            throw new InputException(
                $"{scores.Length} scores but {members.Length} membership flags: give one flag a score."
            );
        }

        int n = scores.Length;
        int positives = members.Count(true);
        if (positives < 2 || n - positives < 2)
        {
            throw new InputException(
                $"{positives} members and {n - positives} non-members: a variance of the AUC needs two of each."
            );
        }

        double[] keys = scores.ToArray();
        var order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
            if (double.IsNaN(keys[i]))
            {
                throw new InputException($"The score of point {i} is not a number; an AUC needs numbers.");
            }
        }

        Array.Sort(keys, order);

        // The component of a member is the share of non-members below it, a tie counting one half; and the other way round.
        var member = new double[n];
        int membersBelow = 0;
        double pairs = 0;
        for (int start = 0; start < n; )
        {
            int end = start;
            int tiedMembers = 0;
            while (end < n && keys[end] == keys[start])
            {
                tiedMembers += members[order[end]] ? 1 : 0;
                end++;
            }

            int tiedNonMembers = end - start - tiedMembers;
            int nonMembersBelow = start - membersBelow;
            double membersAbove = positives - membersBelow - tiedMembers;
            for (int i = start; i < end; i++)
            {
                member[order[i]] = members[order[i]]
                    ? (nonMembersBelow + (0.5 * tiedNonMembers)) / (n - positives)
                    : (membersAbove + (0.5 * tiedMembers)) / positives;
            }

            pairs += tiedMembers * (nonMembersBelow + (0.5 * tiedNonMembers));
            membersBelow += tiedMembers;
            start = end;
        }

        // Split in the points' own order, so that two attacks' components pair up.
        var ofMembers = new double[positives];
        var ofNonMembers = new double[n - positives];
        int m = 0;
        int o = 0;
        for (int i = 0; i < n; i++)
        {
            if (members[i])
            {
                ofMembers[m++] = member[i];
            }
            else
            {
                ofNonMembers[o++] = member[i];
            }
        }

        return new Components(pairs / positives / (n - positives), ofMembers, ofNonMembers);
    }

    private sealed record Components(double Auc, double[] Member, double[] NonMember);
}
