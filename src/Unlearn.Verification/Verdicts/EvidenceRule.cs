using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Verdicts;

/// <summary>
/// What single figures say. A difference is found when the mean gap to the reference lies beyond what another seed of retraining makes of
/// it, and tests over seeds and over points both find it (Holm's correction over the figures of the row), unless it is smaller than an
/// absolute margin at 95 %. None is claimed when the measure finds the original, and no gap above the margin is possible at 95 %.
/// </summary>
internal static class EvidenceRule
{
    /// <summary>The level of tests, after correction.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// The level at which a figure contradicts what is exact by construction. At 5 % one in twenty exact methods would be accused; a model
    /// that does hold the points is found at this level as well.
    /// </summary>
    public const double ContradictionLevel = 0.001;

    /// <summary>Judges the figures of one row, a family.</summary>
    /// <param name="observations">The figures.</param>
    /// <param name="margins">What counts as small.</param>
    /// <param name="level">The level at which a difference is found.</param>
    public static IReadOnlyList<Judgement> Judge(
        IReadOnlyList<Observation> observations,
        VerdictMargins margins,
        double level
    )
    {
        double[] adjusted = Holm.Adjust([.. observations.Select(P)]);
        return [.. observations.Select((observation, i) => Judge(observation, adjusted[i], margins, level))];
    }

    private static double P(Observation observation) =>
        WhyNone(observation) is not null
            ? 1
            : Math.Max(SeedTest.Of(observation.Gaps).P, observation.HasOwnNull ? 0 : observation.PointsP ?? 0);

    private static string? WhyNone(Observation seen) =>
        seen.NotResolvable
        ?? (
            seen.Gaps.Count == 0 ? "no seed has it in both rows"
            : seen.Gaps.Concat(seen.NullGaps).Concat(seen.OriginalGaps).All(double.IsFinite) ? null
            : "a seed's difference is not finite"
        );

    private static Judgement Judge(Observation seen, double p, VerdictMargins margins, double level)
    {
        if (WhyNone(seen) is { } reason)
        {
            return new Judgement
            {
                Attack = seen.Attack,
                Figure = seen.Figure,
                Finding = Finding.Undecided,
                FindsOriginal = false,
                Sentence = $"{seen.Title} has no value: {reason}.",
                WouldDecide = "what the figure itself asks for",
            };
        }

        var gap = SeedTest.Of(seen.Gaps);
        double otherSeeds = seen.NullGaps.Count == 0 ? 0 : SeedTest.Of(seen.NullGaps).Reach;
        double reach = seen.HasOwnNull ? 0 : otherSeeds;
        bool findsOriginal = FindsOriginal(seen, otherSeeds);
        double absolute = margins.Of(seen.Kind.Margin);
        double margin = Math.Min(
            absolute,
            findsOriginal ? Math.Abs(seen.OriginalGaps.Average()) / 2 : double.PositiveInfinity
        );
        double bound = gap.Limits is { } limits ? Bound(seen.Kind, limits) : double.PositiveInfinity;
        bool isSmall = double.IsFinite(absolute) && bound <= margin;
        Finding finding =
            Math.Abs(gap.Mean) > reach && p <= level && !isSmall
                ? Side(seen.Kind.Reading, gap.Mean)
                : Finding.Undecided;
        if (finding == Finding.Undecided)
        {
            finding =
                seen.OriginalGaps.Count == 1 ? Finding.Undecided // one seed shows neither that it finds the original nor that it does not
                : !findsOriginal ? Finding.NoPower
                : bound <= margin ? Finding.NoDifference
                : Finding.Undecided;
        }

        var judgement = new Judgement
        {
            Attack = seen.Attack,
            Figure = seen.Figure,
            Finding = finding,
            Gap = gap.Mean,
            Interval = gap.Interval,
            NullReach = reach,
            P = p,
            Bound = double.IsFinite(bound) ? bound : null,
            Margin = double.IsFinite(margin) ? margin : null,
            FindsOriginal = findsOriginal,
            Sentence = "",
        };
        return judgement with
        {
            Sentence = EvidenceText.Sentence(seen, judgement),
            WouldDecide = EvidenceText.WouldDecide(judgement, gap, margin),
        };
    }

    private static bool FindsOriginal(Observation seen, double otherSeeds)
    {
        if (seen.OriginalGaps.Count == 0)
        {
            return false;
        }

        var gap = SeedTest.Of(seen.OriginalGaps);
        return Math.Abs(gap.Mean) > otherSeeds
            && Math.Max(gap.P, seen.OriginalPointsP ?? 0) <= Level
            && Side(seen.Kind.Reading, gap.Mean) is Finding.TracesLeft or Finding.Distinguishable;
    }

    private static Finding Side(Reading reading, double gap) =>
        reading switch
        {
            Reading.FamiliarWhenHigh => gap > 0 ? Finding.TracesLeft : Finding.OverForgotten,
            Reading.FamiliarWhenLow => gap < 0 ? Finding.TracesLeft : Finding.OverForgotten,
            Reading.DistinctWhenHigh when gap > 0 => Finding.Distinguishable,
            Reading.DistinctWhenLow when gap < 0 => Finding.Distinguishable,
            _ => Finding.Undecided,
        };

    /// <summary>The largest difference that the limits leave possible; rates differ by 1 at most, whatever few seeds say.</summary>
    private static double Bound(FigureKind kind, Interval limits)
    {
        double bound = kind.Reading switch
        {
            Reading.DistinctWhenHigh => Math.Max(0, limits.Upper),
            Reading.DistinctWhenLow => Math.Max(0, -limits.Lower),
            _ => Math.Max(Math.Abs(limits.Lower), Math.Abs(limits.Upper)),
        };
        return kind.Scale == FigureScale.Rate || kind.Margin != MarginKind.None ? Math.Min(1, bound) : bound;
    }
}
