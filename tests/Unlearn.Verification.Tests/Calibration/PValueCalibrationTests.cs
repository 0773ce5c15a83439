using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>Under the null, p-values are uniform within a binomial band (4 standard errors, at 5 levels).</summary>
public sealed class PValueCalibrationTests
{
    private static readonly RandomKey Key = new RandomKey(2026).Derive("p-values");

    [Test]
    public void The_paired_test_between_auc_values_is_uniform()
    {
        bool[] members = [.. Enumerable.Range(0, 160).Select(i => i % 2 == 0)];
        Check(1500, run => DeLong.Compare(Normals(run, 0, 160), Normals(run, 1, 160), members).PValue, exact: true);
    }

    [Test]
    public void The_test_between_independent_auc_values_is_uniform()
    {
        bool[] members = [.. Enumerable.Range(0, 160).Select(i => i % 2 == 0)];
        Check(
            1500,
            run =>
                DeLong
                    .CompareIndependent(
                        DeLong.Estimate(Normals(run, 2, 160), members),
                        DeLong.Estimate(Normals(run, 3, 160), members)
                    )
                    .PValue,
            exact: true
        );
    }

    [Test]
    public void The_exact_kolmogorov_smirnov_test_never_rejects_too_often()
    {
        Check(1500, run => KolmogorovSmirnov.Test(Normals(run, 4, 40), Normals(run, 5, 53)).PValue, exact: true);
    }

    [Test]
    public void The_exact_test_given_ties_never_rejects_too_often()
    {
        Check(
            1500,
            run =>
                KolmogorovSmirnov
                    .Test(Rounded(run, 6, 30), Rounded(run, 7, 30), KolmogorovSmirnovConvention.ExactTies)
                    .PValue,
            exact: false
        );
    }

    [Test]
    public void A_permutation_test_is_uniform()
    {
        Check(
            1000,
            run => PermutationTest.MeanDifference(Normals(run, 8, 12), Normals(run, 9, 15), Key.Derive(run), 99),
            exact: true
        );
    }

    [Test]
    public void The_kernel_test_is_uniform()
    {
        Check(
            400,
            run =>
                MaximumMeanDiscrepancy.Test(Normals(run, 10, 24), Normals(run, 11, 24), 2, Key.Derive(run), 39).PValue,
            exact: true
        );
    }

    private static double[] Normals(int run, int group, int count)
    {
        RandomKey key = Key.Derive(group).Derive(run);
        return [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i))];
    }

    private static double[] Rounded(int run, int group, int count) =>
        [.. Normals(run, group, count).Select(v => Math.Round(v))];

    private static void Check(int runs, Func<int, double> pValue, bool exact)
    {
        double[] values = [.. Enumerable.Range(0, runs).Select(pValue)];
        foreach (double level in new[] { 0.05, 0.1, 0.25, 0.5, 0.75 })
        {
            double share = values.Count(p => p <= level) / (double)runs;
            double band = 4 * Math.Sqrt(level * (1 - level) / runs);
            Assert.That(share, Is.LessThanOrEqualTo(level + band), $"rejects too often at {level}");

            // A discrete exact test may reject less often than its level; a continuous one may not.
            Assert.That(
                share,
                Is.GreaterThanOrEqualTo(exact ? (0.8 * level) - band : 0),
                $"rejects too rarely at {level}"
            );
        }
    }
}
