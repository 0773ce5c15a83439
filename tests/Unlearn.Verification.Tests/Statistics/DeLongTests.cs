using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class DeLongTests
{
    [Test]
    public void The_variance_is_that_of_the_paper_by_brute_force()
    {
        (double[] scores, bool[] members) = Sample(new RandomKey(3), 60, 0.6);
        double[] x = [.. scores.Where((_, i) => members[i])];
        double[] y = [.. scores.Where((_, i) => !members[i])];
        double[] v10 = [.. x.Select(a => y.Average(b => Psi(a, b)))];
        double[] v01 = [.. y.Select(b => x.Average(a => Psi(a, b)))];
        double auc = v10.Average();
        double s10 = v10.Sum(v => (v - auc) * (v - auc)) / (x.Length - 1);
        double s01 = v01.Sum(v => (v - auc) * (v - auc)) / (y.Length - 1);

        AucEstimate estimate = DeLong.Estimate(scores, members);

        Assert.That(estimate.Auc, Is.EqualTo(auc).Within(1e-14));
        Assert.That(estimate.StandardError, Is.EqualTo(Math.Sqrt((s10 / x.Length) + (s01 / y.Length))).Within(1e-14));
    }

    [Test]
    public void The_estimate_is_the_exact_area_and_its_interval_is_symmetric()
    {
        (double[] scores, bool[] members) = Sample(new RandomKey(11), 200, 0.5);

        AucEstimate estimate = DeLong.Estimate(scores, members);

        Assert.That(estimate.Auc, Is.EqualTo(RocCurve.From(scores, members).Auc).Within(1e-14));
        Assert.That(
            estimate.Interval.Upper - estimate.Auc,
            Is.EqualTo(estimate.Auc - estimate.Interval.Lower).Within(1e-14)
        );
        Assert.That(
            (estimate.Interval.Upper - estimate.Auc) / estimate.StandardError,
            Is.EqualTo(1.959963984540054).Within(1e-12)
        );
    }

    // tail^(1/k) with tail 0.025 and k = 4 disjoint pairs.
    [TestCase(1.0, 0.0, 0.397635, 1.0)]
    [TestCase(0.0, 1.0, 0.0, 0.602365)]
    [TestCase(2.0, 2.0, 0.198818, 0.801182)]
    public void Complete_separation_of_few_points_is_not_certainty(
        double member,
        double other,
        double lower,
        double upper
    )
    {
        bool[] members = [true, false, true, false, true, false, true, false, false];
        AucEstimate estimate = DeLong.Estimate([.. members.Select(m => m ? member : other)], members);

        Assert.That(estimate.StandardError, Is.Zero);
        Assert.That(estimate.Interval.Lower, Is.EqualTo(lower).Within(1e-6));
        Assert.That(estimate.Interval.Upper, Is.EqualTo(upper).Within(1e-6));
        Assert.That(estimate.Interval.Method, Is.EqualTo("disjoint-pairs"));
    }

    [Test]
    public void Equal_scores_do_not_differ_and_mirrored_scores_do()
    {
        (double[] scores, bool[] members) = Sample(new RandomKey(5), 200, 1.5);
        double[] mirrored = [.. scores.Select(s => -s)];

        Assert.That(DeLong.Compare(scores, scores, members).PValue, Is.EqualTo(1));
        Assert.That(DeLong.Compare(scores, mirrored, members).PValue, Is.LessThan(1e-6));
    }

    [Test]
    public void The_paired_test_depends_on_ranks_alone()
    {
        (double[] first, bool[] members) = Sample(new RandomKey(5), 100, 0.5);
        double[] second = Sample(new RandomKey(6), 100, 0.1).Scores;
        AucComparison plain = DeLong.Compare(first, second, members);
        AucComparison warped = DeLong.Compare([.. first.Select(Math.Exp)], [.. second.Select(s => s * 7)], members);

        Assert.That(warped, Is.EqualTo(plain));
    }

    // Scores of the same points are correlated: without the covariance the error would be about twice as large.
    [Test]
    public void The_paired_error_has_the_covariance_of_the_paper_by_brute_force()
    {
        (double[] first, bool[] members) = Sample(new RandomKey(8), 80, 0.7);
        double[] noise = Sample(new RandomKey(9), 80, 0.0).Scores;
        double[] second = [.. first.Zip(noise, (score, other) => score + (0.5 * other))];
        (double[] a10, double[] a01) = Placements(first, members);
        (double[] b10, double[] b01) = Placements(second, members);
        double variance =
            ((Covariance(a10, a10) + Covariance(b10, b10) - (2 * Covariance(a10, b10))) / a10.Length)
            + ((Covariance(a01, a01) + Covariance(b01, b01) - (2 * Covariance(a01, b01))) / a01.Length);
        double unpaired =
            ((Covariance(a10, a10) + Covariance(b10, b10)) / a10.Length)
            + ((Covariance(a01, a01) + Covariance(b01, b01)) / a01.Length);

        AucComparison comparison = DeLong.Compare(first, second, members);

        Assert.That(comparison.StandardError, Is.EqualTo(Math.Sqrt(variance)).Within(1e-14));
        Assert.That(comparison.StandardError, Is.LessThan(0.7 * Math.Sqrt(unpaired)));
        Assert.That(comparison.Z, Is.EqualTo((a10.Average() - b10.Average()) / Math.Sqrt(variance)).Within(1e-12));
    }

    [Test]
    public void Two_points_on_either_side_are_enough()
    {
        // Members' components are 1 and 1/2, non-members' too: 1/8 over 2, twice.
        AucEstimate estimate = DeLong.Estimate([4, 2, 3, 1], [true, true, false, false]);

        Assert.That(estimate.Auc, Is.EqualTo(0.75));
        Assert.That(estimate.StandardError, Is.EqualTo(Math.Sqrt(1.0 / 8)).Within(1e-15));
    }

    [Test]
    public void A_side_of_one_point_is_an_error()
    {
        Refused(
            () => DeLong.Estimate([1, 2, 3], [true, false, false]),
            "1 members and 2 non-members: a variance of the AUC needs two of each."
        );
        Refused(
            () => DeLong.Estimate([1, 2, 3, 4], [true, false, true, true]),
            "3 members and 1 non-members: a variance of the AUC needs two of each."
        );
    }

    [Test]
    public void Scores_and_flags_that_do_not_match_are_an_error()
    {
        bool[] members = [true, true, false, false];

        Refused(() => DeLong.Estimate([1, 2, 3], members), "3 scores but 4 membership flags: give one flag a score.");
        Refused(
            () => DeLong.Compare([1, 2, 3, 4], [1, 2, double.NaN, 4], members),
            "The score of point 2 is not a number; an AUC needs numbers."
        );
    }

    // Of each member the share of non-members below it, and of each non-member the share of members above it.
    private static (double[] Member, double[] NonMember) Placements(double[] scores, bool[] members)
    {
        double[] x = [.. scores.Where((_, i) => members[i])];
        double[] y = [.. scores.Where((_, i) => !members[i])];
        return ([.. x.Select(a => y.Average(b => Psi(a, b)))], [.. y.Select(b => x.Average(a => Psi(a, b)))]);
    }

    private static double Covariance(double[] first, double[] second) =>
        first.Zip(second, (a, b) => (a - first.Average()) * (b - second.Average())).Sum() / (first.Length - 1);

    private static double Psi(double member, double other) =>
        member > other ? 1
        : member == other ? 0.5
        : 0;

    private static (double[] Scores, bool[] Members) Sample(RandomKey key, int count, double shift)
    {
        bool[] members = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0)];
        double[] scores = [.. members.Select((m, i) => Math.Round(key.Normal((ulong)i) + (m ? shift : 0), 1))];
        return (scores, members);
    }
}
