using System.Globalization;

namespace Unlearn.Verification.Verdicts;

/// <summary>
/// The verdict on a row from all its evidence, the worst first: broken, traces left, over-forgotten, distinguishable, hidden; then what the
/// method promises and nothing contradicts; then not decided, and forgotten only where every figure that finds the original rules out a
/// difference above its margin.
/// </summary>
public static class VerdictRule
{
    private static readonly Finding[] WorstFirst =
    [
        Finding.TracesLeft,
        Finding.OverForgotten,
        Finding.Distinguishable,
        Finding.Undecided,
        Finding.NoDifference,
        Finding.NoPower,
    ];

    /// <summary>Judges a row.</summary>
    /// <param name="row">Its evidence.</param>
    /// <param name="margins">What counts as small.</param>
    public static RowVerdict Judge(RowEvidence row, VerdictMargins margins)
    {
        if (row.IsReference)
        {
            return new RowVerdict
            {
                Row = row.Row,
                Verdict = Verdict.IsReference,
                Sentence = "Its models are the reference's own, bit for bit.",
                Evidence = [],
            };
        }

        IReadOnlyList<Judgement> judged = EvidenceRule.Judge(
            row.Forgetting,
            margins,
            row.Promise == Promise.Exact ? EvidenceRule.ContradictionLevel : EvidenceRule.Level
        );
        HashSet<string> inside =
        [
            .. row.Forgetting.Where(static seen => seen.IsInside).Select(static seen => seen.Figure),
        ];
        Judgement[] ordered =
        [
            .. judged
                .OrderBy(static judgement => judgement.Gap is null)
                .ThenBy(static judgement => Array.IndexOf(WorstFirst, judgement.Finding))
                .ThenByDescending(static judgement => judgement.FindsOriginal)
                .ThenByDescending(static judgement => Math.Abs(judgement.Gap ?? 0)),
        ];
        RowVerdict answer = Found(row, ordered, inside) ?? Promised(row) ?? Measured(row, ordered);
        return (Broken(row, margins) is { } broken ? Worse(broken, answer) : answer) with { Evidence = ordered };
    }

    private static RowVerdict? Found(RowEvidence row, Judgement[] ordered, HashSet<string> inside)
    {
        Judgement? First(Finding finding, bool within) =>
            ordered.FirstOrDefault(judged => judged.Finding == finding && inside.Contains(judged.Figure) == within);

        (Verdict, Judgement?)[] worst =
        [
            (Verdict.TracesLeft, First(Finding.TracesLeft, false)),
            (Verdict.OverForgotten, First(Finding.OverForgotten, false)),
            (Verdict.Distinguishable, First(Finding.Distinguishable, false)),
            (Verdict.Hidden, First(Finding.TracesLeft, true)),
            (Verdict.OverForgotten, First(Finding.OverForgotten, true)),
            (Verdict.Distinguishable, First(Finding.Distinguishable, true)),
        ];
        (Verdict verdict, Judgement? evidence) = worst.FirstOrDefault(static item => item.Item2 is not null);
        return evidence is null
            ? null
            : Answer(
                row,
                verdict,
                row.Promise switch
                {
                    Promise.Exact => $"{evidence.Sentence} This contradicts what the method promises.",
                    Promise.Certified =>
                        $"{evidence.Sentence} A certificate bounds what an attack can gain; it does not exclude it.",
                    _ => evidence.Sentence,
                }
            );
    }

    private static RowVerdict? Promised(RowEvidence row) =>
        row.Promise switch
        {
            Promise.Exact => Answer(
                row,
                Verdict.Exact,
                "By construction its weights are those of a training without the points; that is a promise, and nothing measured contradicts it."
            ),
            Promise.Certified when row is { Epsilon: { } epsilon, Delta: { } delta } => Answer(
                row,
                Verdict.Certified,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Certified within epsilon {epsilon:0.###} nats and delta {delta:0.###e-0}; nothing measured contradicts it."
                )
            ),
            _ => null,
        };

    private static RowVerdict Measured(RowEvidence row, Judgement[] ordered)
    {
        Judgement[] telling = [.. ordered.Where(static judged => judged.FindsOriginal)];
        Judgement? open = ordered.FirstOrDefault(static judged =>
            judged.Finding == Finding.Undecided && judged.FindsOriginal
        );
        if (telling.Length > 0 && open is null)
        {
            Judgement widest = telling.MaxBy(static judged => judged.Bound / judged.Margin)!;

            // What cannot be measured here is no part of the answer, and the answer says so.
            IEnumerable<string> missing = ordered
                .Where(static judged => judged.Gap is null)
                .Select(static judged => judged.Sentence);
            return Answer(row, Verdict.Forgotten, string.Join(" ", missing.Prepend(widest.Sentence))) with
            {
                Bound = widest.Bound,
            };
        }

        Judgement? why = open ?? ordered.FirstOrDefault();
        return Answer(
            row,
            Verdict.NotDecided,
            why is null ? "Nothing was measured about the forgotten points."
                : open is null && ordered.Any(static judged => judged.Finding == Finding.NoPower)
                    ? $"No attack here finds even the original model. {why.Sentence}"
                : why.Sentence
        ) with
        {
            WouldDecide = why?.WouldDecide ?? "an attack",
        };
    }

    private static RowVerdict? Broken(RowEvidence row, VerdictMargins margins)
    {
        foreach (Observation seen in row.Utility.Where(static seen => seen.Gaps.Count > 0))
        {
            var gap = SeedTest.Of(seen.Gaps);
            double reach = OtherSeeds(seen, gap);
            if (gap.Mean < -(reach + margins.Utility))
            {
                return Answer(
                    row,
                    Verdict.Broken,
                    $"{seen.Title} {VerdictText.Signed(gap.Mean)} from {(seen.HasOwnNull ? "itself with other seeds" : "retraining")}, more than seeds ({VerdictText.Number(reach)}) and the tolerance ({VerdictText.Number(margins.Utility)}) allow: the model is not usable."
                );
            }
        }

        return null;
    }

    // What is compared with itself has no second null: the half-width of its own interval says how far seeds carry the mean.
    private static double OtherSeeds(Observation seen, SeedTest gap) =>
        seen.HasOwnNull ? (gap.Interval?.Upper ?? double.PositiveInfinity) - gap.Mean
        : seen.NullGaps.Count == 0 ? 0
        : SeedTest.Of(seen.NullGaps).Reach;

    private static RowVerdict Worse(RowVerdict broken, RowVerdict answer) =>
        answer.Verdict is Verdict.TracesLeft or Verdict.OverForgotten or Verdict.Distinguishable or Verdict.Hidden
            ? broken with
            {
                Sentence = $"{broken.Sentence} {answer.Sentence}",
            }
            : broken;

    private static RowVerdict Answer(RowEvidence row, Verdict verdict, string sentence) =>
        new()
        {
            Row = row.Row,
            Verdict = verdict,
            Sentence = sentence,
            Evidence = [],
        };
}
