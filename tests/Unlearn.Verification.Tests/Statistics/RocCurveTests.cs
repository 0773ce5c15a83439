using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class RocCurveTests
{
    [Test]
    public void Ties_count_one_half()
    {
        // Pairs: (2,1) won, (2,2) tied, (1,1) tied, (1,2) lost: (1 + 1/2 + 1/2)/4.
        RocCurve roc = RocCurve.From([2, 1, 1, 2], [true, true, false, false]);

        Assert.That(roc.Auc, Is.EqualTo(0.5));
        Assert.That(RocCurve.From([3, 3, 3], [true, false, true]).Auc, Is.EqualTo(0.5));
    }

    [Test]
    public void The_area_equals_the_share_of_won_pairs()
    {
        var key = new RandomKey(7);
        double[] scores = [.. Enumerable.Range(0, 301).Select(i => (double)key.Below((ulong)i, 40))];
        bool[] members = [.. Enumerable.Range(0, 301).Select(i => key.Derive("side").Uniform((ulong)i) < 0.4)];
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < 301; i++)
        {
            for (int j = 0; j < 301; j++)
            {
                if (members[i] && !members[j])
                {
                    pairs++;
                    won +=
                        scores[i] > scores[j] ? 1
                        : scores[i] == scores[j] ? 0.5
                        : 0;
                }
            }
        }

        Assert.That(RocCurve.From(scores, members).Auc, Is.EqualTo(won / pairs).Within(1e-15));
    }

    [Test]
    public void Tpr_at_a_rate_is_the_largest_with_fpr_at_most_the_rate()
    {
        bool[] members = [true, false, true, true, false, true];
        RocCurve roc = RocCurve.From([6, 5, 4, 3, 2, 1], members);

        Assert.That(roc.TprAtFpr(0.5), Is.EqualTo(0.75));
        Assert.That(roc.TprAtFpr(0.49), Is.EqualTo(0.25));
        Assert.That(roc.TprAtFprStrict(0.5), Is.EqualTo(0.25));
        Assert.That(roc.TprAtFprInterpolated(0.25), Is.EqualTo(0.25), "along a horizontal edge");
        Assert.That(roc.TprAtFprInterpolated(0.5), Is.EqualTo(0.75), "at the top of a vertical edge");
        Assert.That(roc.BalancedAccuracy, Is.EqualTo(0.625));
    }

    [Test]
    public void Interpolation_crosses_a_tied_block_along_its_diagonal()
    {
        RocCurve roc = RocCurve.From([1, 1, 1, 1], [true, false, true, false]);

        Assert.That(roc.TprAtFprInterpolated(0.3), Is.EqualTo(0.3).Within(1e-15));
        Assert.That(roc.TprAtFpr(0.3), Is.Zero);
    }

    [Test]
    public void Interpolation_begins_at_the_corner_that_the_curve_has_reached()
    {
        // Corners (0, 1/4), (1/4, 1/4), (3/4, 1/2) and (1, 1).
        RocCurve roc = RocCurve.From([4, 3, 2, 2, 2, 1, 1, 1], [true, false, true, false, false, true, true, false]);

        double[] rates = [0, 0.25, 0.5, 0.75, 0.875, 1];
        Assert.That(rates.Select(roc.TprAtFprInterpolated), Is.EqualTo(new[] { 0.25, 0.25, 0.375, 0.5, 0.75, 1 }));
    }

    [Test]
    public void Infinite_scores_keep_their_order()
    {
        RocCurve roc = RocCurve.From(
            [double.PositiveInfinity, 0, double.NegativeInfinity, double.NegativeInfinity],
            [true, true, false, true]
        );

        Assert.That(roc.Auc, Is.EqualTo(2.5 / 3).Within(1e-15));
    }

    [Test]
    public void Errors_say_what_is_missing()
    {
        Refused(() => RocCurve.From([1, 2], [true]), "2 scores but 1 membership flags: give one flag a score.");
        Refused(
            () => RocCurve.From([1, 2], [true, true]),
            "There is no non-member among 2 points; a ROC needs both sides."
        );
        Refused(
            () => RocCurve.From([1, 2, 3], [false, false, false]),
            "There is no member among 3 points; a ROC needs both sides."
        );
        Refused(
            () => RocCurve.From([1, double.NaN], [true, false]),
            "The score of point 1 is not a number; a ROC needs numbers."
        );
    }
}
