using System.Globalization;

namespace Unlearn.Verification.Verdicts;

/// <summary>Judgements in words.</summary>
internal static class EvidenceText
{
    /// <summary>Why a figure says what it says.</summary>
    public static string Sentence(Observation seen, Judgement judged)
    {
        string numbers =
            $"{seen.Title} {Gap(judged)} from {(seen.HasOwnNull ? "itself with other seeds" : "retraining")}";
        string spread = seen.HasOwnNull
            ? ""
            : $" (another seed of retraining: up to {VerdictText.Number(judged.NullReach!.Value)})";
        return judged.Finding switch
        {
            Finding.TracesLeft => $"{numbers}{spread}: the forgotten points look more familiar.",
            Finding.OverForgotten => $"{numbers}{spread}: the forgotten points look stranger.",
            Finding.Distinguishable => $"{numbers}{spread}: the model can be told from a retrained one.",
            Finding.NoDifference =>
                $"{numbers}: no difference above {VerdictText.Number(judged.Bound!.Value)} (margin {VerdictText.Number(judged.Margin!.Value)}).",
            Finding.NoPower => $"{numbers}; it does not find even the original here, so passing it says nothing.",
            _ when judged.Interval is null => $"{numbers}; one seed gives no interval.",
            _ =>
                $"{numbers}: no difference found, but one of {VerdictText.Number(judged.Bound!.Value)} stays possible (margin {VerdictText.Number(judged.Margin!.Value)}).",
        };
    }

    /// <summary>What would decide an undecided figure; null for others.</summary>
    /// <param name="judged">The judgement.</param>
    /// <param name="gap">The row's gaps.</param>
    /// <param name="margin">The margin.</param>
    public static string? WouldDecide(Judgement judged, SeedTest gap, double margin)
    {
        if (judged.Finding != Finding.Undecided)
        {
            return judged.Finding == Finding.NoPower
                ? "a stronger attack or more shadows, or points that the model learned by heart"
                : null;
        }

        if (gap.Count < 2)
        {
            return "two seeds at least, better five";
        }

        // Inside the margin the limits have to shrink into it, outside it the interval has to leave 0.
        bool inside = Math.Abs(gap.Mean) < margin;
        double room = inside ? margin - Math.Abs(gap.Mean) : Math.Abs(gap.Mean);
        double width = (inside ? gap.Limits : gap.Interval)!.Upper - gap.Mean;
        string seeds = gap.SeedsFor(room, inside ? SeedTest.LimitsLevel : SeedTest.IntervalLevel) is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"about {count} seeds")
            : "more than 1,000 seeds";
        double points = Math.Pow(width / room, 2);
        return points < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{seeds}, or {points:0.#} times as many points to forget")
            : seeds;
    }

    private static string Gap(Judgement judged) =>
        judged.Interval is { } interval
            ? $"{VerdictText.Signed(judged.Gap!.Value)} [{VerdictText.Signed(interval.Lower)}, {VerdictText.Signed(interval.Upper)}]"
            : VerdictText.Signed(judged.Gap!.Value);
}
