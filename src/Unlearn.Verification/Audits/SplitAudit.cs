using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Audits;

/// <summary>
/// An epsilon bound from scores that keeps its coverage: threshold and direction are chosen on one half of the trials, the
/// bound is computed on the other. Searching and bounding on the same data would break it.
/// </summary>
/// <param name="Bound">The bound on the held-out half.</param>
/// <param name="Threshold">The threshold chosen on the other half.</param>
/// <param name="Above">Whether scores at or above the threshold (true) or at or below it (false) are called members.</param>
/// <param name="Cap">The bound that a perfect attack would give with the held-out trials.</param>
/// <param name="Members">Held-out trials with the point.</param>
/// <param name="NonMembers">Held-out trials without it.</param>
public sealed record SplitAudit(
    EpsilonBound Bound,
    double Threshold,
    bool Above,
    double Cap,
    int Members,
    int NonMembers
)
{
    /// <summary>Runs the audit.</summary>
    /// <param name="scores">One score per trial; trials are independent.</param>
    /// <param name="members">Which trials had the point; at least two on both sides.</param>
    /// <param name="key">Decides the halves.</param>
    /// <param name="alpha">Probability that the bound is too high, in (0, 1).</param>
    /// <param name="delta">Delta, in [0, 1).</param>
    public static SplitAudit Run(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> members,
        RandomKey key,
        double alpha = 0.05,
        double delta = 0
    )
    {
        if (scores.Length != members.Length)
        {
            throw new InputException($"{scores.Length} scores but {members.Length} membership flags.");
        }

        var fitScores = new List<double>();
        var fitMembers = new List<bool>();
        var heldScores = new List<double>();
        var heldMembers = new List<bool>();
        foreach (bool side in (ReadOnlySpan<bool>)[true, false])
        {
            var indices = new List<int>();
            for (int i = 0; i < members.Length; i++)
            {
                if (members[i] == side)
                {
                    indices.Add(i);
                }
            }

            if (indices.Count < 2)
            {
                throw new InputException(
                    $"{indices.Count} {(side ? "members" : "non-members")}: one half chooses, the other bounds, so give at least 2."
                );
            }

            int[] order = key.Order(indices.ToArray());
            for (int i = 0; i < order.Length; i++)
            {
                bool fit = i < order.Length / 2;
                (fit ? fitScores : heldScores).Add(scores[order[i]]);
                (fit ? fitMembers : heldMembers).Add(side);
            }
        }

        (double threshold, bool above) = Choose([.. fitScores], [.. fitMembers], alpha, delta);
        int truePositives = 0;
        int falsePositives = 0;
        int positives = heldMembers.Count(m => m);
        for (int i = 0; i < heldScores.Count; i++)
        {
            if (above ? heldScores[i] >= threshold : heldScores[i] <= threshold)
            {
                truePositives += heldMembers[i] ? 1 : 0;
                falsePositives += heldMembers[i] ? 0 : 1;
            }
        }

        int negatives = heldMembers.Count - positives;
        return new SplitAudit(
            EpsilonBound.From(truePositives, positives, falsePositives, negatives, alpha, delta),
            threshold,
            above,
            EpsilonBound.Cap(positives, negatives, alpha, delta),
            positives,
            negatives
        );
    }

    private static (double Threshold, bool Above) Choose(double[] scores, bool[] members, double alpha, double delta)
    {
        int positives = members.AsSpan().Count(true);
        double[] tprLower =
        [
            .. Enumerable.Range(0, positives + 1).Select(k => ClopperPearson.Lower(k, positives, alpha / 2)),
        ];
        int negatives = members.Length - positives;
        double[] fprUpper =
        [
            .. Enumerable.Range(0, negatives + 1).Select(k => ClopperPearson.Upper(k, negatives, alpha / 2)),
        ];
        double best = double.NegativeInfinity;
        (double Threshold, bool Above) chosen = (double.PositiveInfinity, true);
        foreach (bool above in (ReadOnlySpan<bool>)[true, false])
        {
            double[] signed = above ? scores : [.. scores.Select(s => -s)];
            RocCurve roc = RocCurve.From(signed, members);
            for (int i = 1; i < roc.Thresholds.Length; i++)
            {
                double epsilon = EpsilonBound.FromRates(
                    tprLower[roc.TruePositives[i]],
                    fprUpper[roc.FalsePositives[i]],
                    delta
                );

                // Where the bound is 0 everywhere, the plain gap between the rates decides.
                double merit = epsilon + (1e-6 * (roc.Tpr(i) - roc.Fpr(i)));
                if (merit > best)
                {
                    best = merit;
                    chosen = (above ? roc.Thresholds[i] : -roc.Thresholds[i], above);
                }
            }
        }

        return chosen;
    }
}
