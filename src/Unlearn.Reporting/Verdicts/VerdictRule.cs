using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Verdicts;

/// <summary>
/// Compares a row with the null row (retrained against retrained), in both directions, and claims only what the intervals over seeds
/// and the paired tests over points carry. Of two retrained models either could be the reference, so the null row's gap counts with both signs:
/// its yardstick is the smallest interval around 0 that covers it.
/// </summary>
public static class VerdictRule
{
    /// <summary>
    /// The margin of "indistinguishable", as a share of the distance between the null row's interval and the original model: half, so
    /// that whatever the row's interval allows is nearer to retraining than to the model that was to forget.
    /// </summary>
    public const double MarginShare = 0.5;

    /// <summary>The largest p-value of the paired tests at which a difference counts.</summary>
    public const double Level = 0.05;

    /// <summary>The rule in words, printed beside the verdicts.</summary>
    public static string Statement { get; } =
        "For attacks that score points, the AUC minus that on the reference of the same seed and the same points (the gap) is averaged over "
        + "seeds and compared with the null row, which is retraining measured against retraining with other seeds; the null row's gap "
        + "counts with both signs, because either of two retrained models could be the reference. A difference is found when "
        + "the gap lies outside the null row's 95 % interval, which is how far seeds alone carry it, and the paired DeLong tests against the reference "
        + FormattableString.Invariant($"give p of at most {Level}, which is how far points alone carry it ")
        + "(Holm's correction over the methods of a setting). For other attacks the first figure takes the place of the gap, and a difference is found when "
        + "its whole 95 % interval over seeds lies outside the null row's. An ensemble such as SISA answers unlike one model whether or not it forgot: "
        + "it has a null row of its own, itself with other seeds, its gap counts with its sign, and its interval is compared. "
        + "A difference on the familiar side: under-forgetting, traces are left. On the other side: over-forgetting, the forgotten points "
        + "stand out as stranger than points never seen, which gives them away too. None found, and the row's interval overlaps the null row's: indistinguishable, but "
        + "only if the same attack does find the original model (otherwise it has shown no power here, and passing it says nothing) "
        + "and the row's whole interval lies within a margin of the middle of the null row's: half of the distance between the null row's interval and "
        + "the original, so that whatever the interval allows is nearer to retraining than to the original. Else undecided. Intervals of few "
        + "seeds are wide. Passing these attacks does not prove that no stronger attack would succeed.";

    /// <summary>Judges a row by one attack.</summary>
    /// <param name="attack">The attack's name.</param>
    /// <param name="row">The row's headline figure, mean over seeds; null if the row has none.</param>
    /// <param name="nullRow">The null row's figure; null if there is none.</param>
    /// <param name="original">
    /// The original model's figure, to know whether the attack has power and how wide the margin is; null when there is none, or when
    /// the row judged is the original itself, which can be found but never pass.
    /// </param>
    /// <param name="p">The p-value of the row's paired tests against the reference; null where there are none.</param>
    /// <param name="originalP">The same of the original model.</param>
    /// <param name="isOwnNull">
    /// Whether the null row is the row's own method with other seeds. Both are then measured against the same reference, an ensemble
    /// against one model, and the sign of the gap is no accident.
    /// </param>
    public static AttackVerdict Judge(
        string attack,
        Figure? row,
        Figure? nullRow,
        Figure? original,
        bool isOwnNull = false,
        double? p = null,
        double? originalP = null
    )
    {
        string name = row?.Name ?? nullRow?.Name ?? attack;
        AttackVerdict As(Verdict verdict, string explanation) => new(attack, name, verdict, explanation);

        if (row is null || nullRow is null)
        {
            return As(
                Verdict.Undecided,
                row is null ? "The row has no such figure." : "There is no null row to compare with."
            );
        }

        if (row.Value is null || nullRow.Value is null)
        {
            return As(Verdict.Undecided, FigureText.Full(row.Value is null ? row : nullRow) + ".");
        }

        if (row.Direction == Direction.None)
        {
            return As(Verdict.Undecided, "The figure describes only; no side of it is better.");
        }

        if (row.Interval is not { } ours || nullRow.Interval is not { } spread)
        {
            return As(Verdict.Undecided, WithoutInterval(row, nullRow));
        }

        Interval theirs =
            !isOwnNull && FigureNames.WithoutAttack(name) == FigureNames.AucGap ? BothSigns(spread) : spread;

        string numbers =
            $"{FigureText.Full(row)} against {FigureText.Full(nullRow)} in {(isOwnNull ? "its own null row (the same method, other seeds)" : "the null row")}";
        return Found(row, theirs, isOwnNull ? null : p) switch
        {
            > 0 => As(Verdict.UnderForgetting, $"More traces than retraining leaves: {numbers}."),
            < 0 => As(
                Verdict.OverForgetting,
                $"The forgotten points stand out as stranger than points never seen: {numbers}."
            ),
            _ when Found(row, theirs, null) != 0 => As(
                Verdict.Undecided,
                $"The seeds agree on a difference, but they share points, and the paired tests do not find it beyond these: {numbers}."
            ),
            _ when original is null => As(
                Verdict.Undecided,
                $"The attack has not shown that it finds what was to be forgotten: {numbers}. More seeds or points are needed, or a stronger attack."
            ),
            _ when Found(original, theirs, originalP) <= 0 => As(
                Verdict.Undecided,
                $"The attack has not shown that it finds even the original model here, so passing it says nothing: {numbers}."
            ),
            _ => NothingFound(As, row, ours, theirs, original, numbers),
        };
    }

    private static string WithoutInterval(Figure row, Figure nullRow)
    {
        Figure bare = row.Interval is null ? row : nullRow;
        string whose = row.Interval is null ? "the row's" : "the null row's";
        return bare.Count <= 1
            ? $"One seed gives no interval over seeds to {whose} mean ({FigureText.Full(row)} against {FigureText.Full(nullRow)} in the null row); run at least two, better five."
            : $"No interval can be given to {whose} mean: {FigureText.Full(bare)}.";
    }

    private static Interval BothSigns(Interval gap)
    {
        double reach = Math.Max(Math.Abs(gap.Lower), Math.Abs(gap.Upper));
        return gap with { Lower = -reach, Upper = reach };
    }

    /// <summary>
    /// 1 when a figure differs from the null row's on the familiar side, -1 on the other, 0 when no difference is found: by its value and
    /// the paired tests where there are some, else by its whole interval.
    /// </summary>
    private static int Found(Figure figure, Interval theirs, double? p)
    {
        (double lower, double upper) = (p, figure.Interval) switch
        {
            ({ } value, _) => value <= Level ? (figure.Value!.Value, figure.Value.Value) : theirs.Ends(),
            (_, { } ours) => ours.Ends(),
            _ => theirs.Ends(),
        };
        int above =
            lower > theirs.Upper ? 1
            : upper < theirs.Lower ? -1
            : 0;

        // Where larger is better (an error of reconstruction, say), familiar points score low.
        return figure.Direction == Direction.Higher ? -above : above;
    }

    private static (double Lower, double Upper) Ends(this Interval interval) => (interval.Lower, interval.Upper);

    private static AttackVerdict NothingFound(
        Func<Verdict, string, AttackVerdict> verdict,
        Figure row,
        Interval ours,
        Interval theirs,
        Figure original,
        string numbers
    )
    {
        double found = original.Value!.Value;
        double margin = MarginShare * Math.Max(found - theirs.Upper, theirs.Lower - found);
        double middle = 0.5 * (theirs.Lower + theirs.Upper);
        double open = Math.Max(ours.Upper - middle, middle - ours.Lower);
        string Text(double difference) => FigureText.Number(difference, row with { Name = "difference" });
        return open <= margin
            ? verdict(
                Verdict.Indistinguishable,
                $"No difference to retraining found: {numbers}. Differences up to {Text(open)} stay possible, within the margin of {Text(margin)}."
            )
            : verdict(
                Verdict.Undecided,
                $"No difference found, but one of {Text(open)} stays possible, more than the margin of {Text(margin)} (half of the way to the original model): {numbers}. More seeds or points are needed."
            );
    }
}
