using System.Globalization;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Verdicts;

/// <summary>
/// What an experiment will be able to decide, before anything is trained: the difference of AUC that an attack on outputs cannot rule out
/// with this number of points and seeds.
/// </summary>
/// <remarks>
/// Under no difference an AUC of n forgotten and m unseen points has the variance (n + m + 1)/(12 n m) (Hanley and McNeil 1982, at 0.5).
/// The AUCs of two models on the same points share some of it: a model with traces and a retrained one about half, two retrained models
/// between 0.83 and 0.98 where that was measured (docs/verdicts.md), of which 0.8 is taken.
/// </remarks>
public static class Decidability
{
    private const double SharedWithTraces = 0.5;
    private const double SharedByRetrained = 0.8;
    private const double Level = 0.95;
    private const double Power = 0.8;

    /// <summary>The half-width of the 95 % interval of a gap in AUC to a model with traces; infinite for a single seed.</summary>
    /// <param name="forget">Points to forget, at least 1.</param>
    /// <param name="unseen">Points never seen that they are compared with, at least 1.</param>
    /// <param name="seeds">Seeds, at least 1.</param>
    public static double SmallestGap(int forget, int unseen, int seeds) =>
        seeds < 2
            ? double.PositiveInfinity
            : StudentInterval.Of(0, Deviation(forget, unseen, SharedWithTraces), seeds).Upper;

    /// <summary>
    /// The margin within which four of five models with nothing to find are shown to lie, by two one-sided tests at 5 %; infinite for a
    /// single seed.
    /// </summary>
    /// <inheritdoc cref="SmallestGap" path="/param" />
    public static double SmallestMargin(int forget, int unseen, int seeds) =>
        seeds < 2
            ? double.PositiveInfinity
            : (StudentInterval.Quantile(seeds, Level) + StudentInterval.Quantile(seeds, 0.5 + (Power / 2)))
                * Deviation(forget, unseen, SharedByRetrained)
                / Math.Sqrt(seeds);

    private static double Deviation(int forget, int unseen, double shared) =>
        Math.Sqrt(2 * (1 - shared) * (forget + unseen + 1.0) / (12.0 * forget * unseen));

    /// <summary>What cannot be decided, in words; empty where all can.</summary>
    /// <param name="forget">Points to forget.</param>
    /// <param name="unseen">Points never seen that they are compared with.</param>
    /// <param name="seeds">Seeds.</param>
    /// <param name="margins">What counts as small.</param>
    public static IReadOnlyList<string> Notes(int forget, int unseen, int seeds, VerdictMargins margins)
    {
        if (forget < 1 || unseen < 1)
        {
            return ["no points to compare: no attack on outputs can decide"];
        }

        if (seeds < 2)
        {
            return ["1 seed: no interval, so that nothing can be decided; give two seeds at least, better five"];
        }

        var notes = new List<string>();
        double gap = SmallestGap(forget, unseen, seeds);
        if (gap >= 0.5)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{forget} forget points: no attack on outputs can decide at 95 %; use an exact method, u-lira, or more points"
                )
            );
        }
        else if (SmallestMargin(forget, unseen, seeds) > margins.Auc)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{forget} forget points, {unseen} unseen points and {seeds} seeds: traces above {gap:0.00} in AUC can be found, but 'forgotten' can hardly be decided (margin {margins.Auc}); {Needed(forget, unseen, seeds, margins.Auc)}"
                )
            );
        }

        if (unseen < 100)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{unseen} unseen points: TPR at 1 % FPR needs 100 and is not resolved"
                )
            );
        }

        return notes;
    }

    private static string Needed(int forget, int unseen, int seeds, double margin)
    {
        int enough = seeds;
        while (enough < 1000 && SmallestMargin(forget, unseen, enough) > margin)
        {
            enough++;
        }

        int points = forget;
        while (points < 1_000_000 && SmallestMargin(points, Math.Max(points, unseen), seeds) > margin)
        {
            points += Math.Max(1, points / 20);
        }

        string more =
            points < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"about {points} points") : "more points";
        return enough < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{enough} seeds or {more} would")
            : $"{more} would";
    }
}
