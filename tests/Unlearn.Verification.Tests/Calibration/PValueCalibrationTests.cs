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
        Check(1500, run => DeLong.Compare(Normals(run, 0, 160), Normals(run, 1, 160), members).PValue, Null.Uniform);
    }

    [Test]
    public void The_exact_kolmogorov_smirnov_test_never_rejects_too_often()
    {
        Check(1500, run => KolmogorovSmirnov.Test(Normals(run, 4, 40), Normals(run, 5, 53)).PValue, Null.Steps);
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
            Null.Coarse
        );
    }

    [Test]
    public void A_permutation_test_is_uniform()
    {
        Check(
            1000,
            run => PermutationTest.MeanDifference(Normals(run, 8, 12), Normals(run, 9, 15), Key.Derive(run), 99),
            Null.Uniform
        );
    }

    [Test]
    public void The_kernel_test_is_uniform()
    {
        Check(
            400,
            run =>
                MaximumMeanDiscrepancy.Test(Normals(run, 10, 24), Normals(run, 11, 24), 2, Key.Derive(run), 39).PValue,
            Null.Uniform
        );
    }

    [Test]
    public void The_kernel_test_of_pairs_is_uniform_however_alike_the_two_sides_are()
    {
        Check(
            400,
            run =>
                MaximumMeanDiscrepancy
                    .PairedTest(Alike(run, 12, 24), Alike(run, 13, 24), 2, Key.Derive(run), 39)
                    .PValue,
            Null.Uniform
        );
    }

    [Test]
    public void The_paired_kolmogorov_smirnov_test_never_rejects_too_often()
    {
        Check(
            400,
            run =>
                KolmogorovSmirnov
                    .Test(
                        Alike(run, 12, 60),
                        Alike(run, 13, 60),
                        KolmogorovSmirnovConvention.Paired,
                        Key.Derive(run),
                        39
                    )
                    .PValue,
            Null.Coarse
        );
    }

    // Values of the same points under two models: what the points share is three times as wide as what is each model's own.
    private static double[] Alike(int run, int model, int count) =>
        [.. Normals(run, 14, count).Zip(Normals(run, model, count), static (point, own) => (3 * point) + own)];

    private static double[] Normals(int run, int group, int count)
    {
        RandomKey key = Key.Derive(group).Derive(run);
        return [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i))];
    }

    private static double[] Rounded(int run, int group, int count) =>
        [.. Normals(run, group, count).Select(v => Math.Round(v))];

    private static void Check(int runs, Func<int, double> pValue, Null distribution)
    {
        double[] values = [.. Enumerable.Range(0, runs).Select(pValue)];
        foreach (double level in new[] { 0.05, 0.1, 0.25, 0.5, 0.75 })
        {
            double share = values.Count(p => p <= level) / (double)runs;
            double band = 4 * Math.Sqrt(level * (1 - level) / runs);
            double least = distribution switch
            {
                Null.Uniform => level - band,
                Null.Steps => (0.8 * level) - band,
                _ => 0,
            };
            Assert.That(share, Is.LessThanOrEqualTo(level + band), $"rejects too often at {level}");
            Assert.That(share, Is.GreaterThanOrEqualTo(least), $"rejects too rarely at {level}");
        }
    }

    /// <summary>How a correct p-value is distributed when nothing differs.</summary>
    private enum Null
    {
        /// <summary>Uniform, or with steps at the levels that are looked at.</summary>
        Uniform,

        /// <summary>In fine steps that miss the levels: somewhat conservative.</summary>
        Steps,

        /// <summary>In coarse steps: as conservative as it likes.</summary>
        Coarse,
    }
}
