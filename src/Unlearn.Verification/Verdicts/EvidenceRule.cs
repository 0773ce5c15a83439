using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Verdicts;

/// <summary>
/// What single figures say. A difference is found when the mean gap to the reference lies beyond what another seed of retraining makes of
/// it, and tests over seeds and over points both find it at 5 % (Holm's correction over the figures of the row). None is claimed when the
/// measure finds the original, and no gap above the margin is possible at 95 %.
/// </summary>
internal static class EvidenceRule
{
    /// <summary>The level of tests, after correction.</summary>
    public const double Level = 0.05;

    /// <summary>Judges the figures of one row, a family.</summary>
    public static IReadOnlyList<Judgement> Judge(IReadOnlyList<Observation> observations, VerdictMargins margins)
    {
        double[] adjusted = Holm.Adjust([.. observations.Select(P)]);
        return [.. observations.Select((observation, i) => Judge(observation, adjusted[i], margins))];
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

    private static Judgement Judge(Observation seen, double p, VerdictMargins margins)
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
        double margin = Math.Min(
            margins.Of(seen.Kind.Margin),
            findsOriginal ? Math.Abs(seen.OriginalGaps.Average()) / 2 : double.PositiveInfinity
        );
        double bound = gap.Interval is { } interval ? Bound(seen.Kind.Reading, interval) : double.PositiveInfinity;
        Finding finding =
            Math.Abs(gap.Mean) > reach && p <= Level ? Side(seen.Kind.Reading, gap.Mean) : Finding.Undecided;
        if (finding == Finding.Undecided)
        {
            finding =
                !findsOriginal ? Finding.NoPower
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

    private static double Bound(Reading reading, Interval interval) =>
        reading switch
        {
            Reading.DistinctWhenHigh => Math.Max(0, interval.Upper),
            Reading.DistinctWhenLow => Math.Max(0, -interval.Lower),
            _ => Math.Max(Math.Abs(interval.Lower), Math.Abs(interval.Upper)),
        };
}
