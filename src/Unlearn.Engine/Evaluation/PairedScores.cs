using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>Paired DeLong tests between score attacks on two models, on the same points.</summary>
/// <param name="ledger">Results of attacks.</param>
internal sealed class PairedScores(ResultLedger ledger)
{
    /// <summary>The test of two models; null where one has no scores, or a side has fewer than two points.</summary>
    /// <param name="first">The attack on the first model.</param>
    /// <param name="second">The same attack on the second model, under the same scenario and seed.</param>
    public AucComparison? Compare(AttackTask first, AttackTask second)
    {
        int members = first.Case.Request.Forget.Count;
        return
            ledger.ResultOf(first)?.Scores is not { } scores
            || ledger.ResultOf(second)?.Scores is not { } others
            || others.Length != scores.Length
            || members < 2
            || scores.Length - members < 2
            ? null
            : DeLong.Compare(scores, others, [.. Enumerable.Range(0, scores.Length).Select(point => point < members)]);
    }

    /// <summary>
    /// p over seeds by Stouffer's rule. Null unless every seed has a test: a choice of seeds would be another test. Contrary certainties
    /// have no combined p either.
    /// </summary>
    public static double? Combine(IReadOnlyList<AucComparison?> seeds)
    {
        double[] statistics = [.. seeds.OfType<AucComparison>().Select(static seed => seed.Z)];
        bool contrary = statistics.Contains(double.PositiveInfinity) && statistics.Contains(double.NegativeInfinity);
        return statistics.Length == 0 || statistics.Length < seeds.Count || contrary
            ? null
            : Stouffer.PValue(Stouffer.Combine(statistics));
    }
}
