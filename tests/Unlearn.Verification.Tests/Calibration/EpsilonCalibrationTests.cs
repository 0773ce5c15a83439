using Unlearn.Core.Randomness;
using Unlearn.Verification.Audits;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>Lower bounds on epsilon exceed the truth in at most 5 % of runs, for mechanisms whose epsilon is known.</summary>
public sealed class EpsilonCalibrationTests
{
    private const int Runs = 600;

    // 5 % plus three standard errors of 600 runs.
    private const double Most = 0.05 + (3 * 0.0089);

    private static readonly RandomKey Key = new RandomKey(2026).Derive("epsilon");

    [TestCase(0.0)]
    [TestCase(1.0)]
    public void The_split_audit_of_a_laplace_mechanism_does_not_exceed_its_epsilon(double epsilon)
    {
        Assert.That(
            Exceeding(run => SplitAudit.Run(Laplace(run, epsilon), Sides(200), Key.Derive(run)).Bound.Epsilon, epsilon),
            Is.LessThanOrEqualTo(Most)
        );
    }

    /// <summary>
    /// At 95 % the two limits are so wide that even a search on the points that bound hides behind them; at a level of one half it exceeds 0
    /// in most runs, while the split still keeps its promise.
    /// </summary>
    [Test]
    public void The_threshold_is_not_searched_on_the_points_that_bound() =>
        Assert.That(
            Exceeding(run => SplitAudit.Run(Laplace(run, 0), Sides(200), Key.Derive(run), alpha: 0.5).Bound.Epsilon, 0),
            Is.LessThanOrEqualTo(0.5)
        );

    [Test]
    public void The_split_audit_has_power()
    {
        double mean = Enumerable
            .Range(0, 20)
            .Average(run => SplitAudit.Run(Laplace(run, 6), Sides(400), Key.Derive(run)).Bound.Epsilon);

        Assert.That(mean, Is.GreaterThan(1.5));
    }

    [Test]
    public void The_gaussian_conversion_of_a_gaussian_mechanism_does_not_exceed_its_epsilon()
    {
        const double mu = 1.2;
        double truth = GaussianPrivacy.Epsilon(mu, 1e-5);
        double Bound(int run)
        {
            RandomKey key = Key.Derive(run);
            double[] scores = [.. Sides(200).Select((m, i) => key.Normal((ulong)i) + (m ? mu : 0))];
            return SplitAudit.Run(scores, Sides(200), key).Bound.GaussianEpsilon;
        }

        Assert.That(Exceeding(Bound, truth), Is.LessThanOrEqualTo(Most));
    }

    [TestCase(0.0)]
    [TestCase(0.8)]
    public void The_one_run_audit_of_randomised_response_does_not_exceed_its_epsilon(double epsilon)
    {
        double Bound(int run)
        {
            RandomKey key = Key.Derive("one-run").Derive(run);
            int correct = 0;
            for (int i = 0; i < 300; i++)
            {
                correct += key.Uniform((ulong)i) < 1 / (1 + Math.Exp(-epsilon)) ? 1 : 0;
            }

            return OneRunAudit.EpsilonLower(300, 300, correct);
        }

        Assert.That(Exceeding(Bound, epsilon), Is.LessThanOrEqualTo(Most));
    }

    private static double Exceeding(Func<int, double> bound, double truth) =>
        Enumerable.Range(0, Runs).Count(run => bound(run) > truth) / (double)Runs;

    private static bool[] Sides(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0)];

    /// <summary>0 or 1 plus Laplace noise of scale 1/epsilon: exactly epsilon-private.</summary>
    private static double[] Laplace(int run, double epsilon)
    {
        RandomKey key = Key.Derive("laplace").Derive(run);
        double scale = epsilon > 0 ? 1 / epsilon : 1;
        return
        [
            .. Sides(epsilon > 2 ? 400 : 200)
                .Select(
                    (m, i) =>
                    {
                        double u = key.Uniform((ulong)i) - 0.5;
                        double noise = -scale * Math.Sign(u) * Math.Log(1 - (2 * Math.Abs(u)));
                        return noise + (m && epsilon > 0 ? 1 : 0);
                    }
                ),
        ];
    }
}
