using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>Every 95 % interval covers the truth in 93 to 97 % of runs.</summary>
public sealed class CoverageTests
{
    private static readonly RandomKey Key = new RandomKey(2026).Derive("coverage");

    [TestCase(0.0, 0.5)]
    [TestCase(0.7416143, 0.7)]
    public void Delong_intervals_cover(double shift, double auc)
    {
        Check(3000, run => DeLong.Estimate(Scores(run, 200, shift), Sides(200)).Interval, auc);
    }

    [Test]
    public void Bootstrap_intervals_of_a_mean_cover()
    {
        Check(1000, run => Bootstrap.Mean(Scores(run, 40, 0), Key.Derive(run), 300), 0);
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    public void Clopper_pearson_intervals_cover(double rate)
    {
        Check(3000, run => ClopperPearson.Interval(Successes(run, 0, 1000, rate), 1000), rate);
    }

    [Test]
    public void Newcombe_intervals_cover()
    {
        Check(
            3000,
            run => Newcombe.Difference(Successes(run, 1, 200, 0.3), 200, Successes(run, 2, 150, 0.2), 150),
            0.1
        );
    }

    private static bool[] Sides(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0)];

    private static double[] Scores(int run, int count, double shift)
    {
        RandomKey key = Key.Derive(run);
        return [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i) + (i % 2 == 0 ? shift : 0))];
    }

    private static int Successes(int run, int group, int trials, double rate)
    {
        RandomKey key = Key.Derive(group).Derive(run);
        int count = 0;
        for (int i = 0; i < trials; i++)
        {
            count += key.Uniform((ulong)i) < rate ? 1 : 0;
        }

        return count;
    }

    private static void Check(int runs, Func<int, Interval> interval, double truth)
    {
        int covered = 0;
        for (int run = 0; run < runs; run++)
        {
            Interval found = interval(run);
            covered += found.Lower <= truth && truth <= found.Upper ? 1 : 0;
        }

        Assert.That(covered / (double)runs, Is.InRange(0.93, 0.97));
    }
}
