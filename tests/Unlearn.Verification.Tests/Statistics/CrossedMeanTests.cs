using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class CrossedMeanTests
{
    // numpy and scipy on the table d [models, points]:
    //   col, row, m = d.mean(0), d.mean(1), d.mean()
    //   p, q = col.var(ddof=1) / n, row.var(ddof=1) / k
    //   both = ((d - row[:, None] - col[None] + m) ** 2).sum() / ((k - 1) * (n - 1)) / (n * k)
    //   v = max(p + q - both, p, q)
    //   half = scipy.stats.t.ppf(0.975, v * v / (p * p / (n - 1) + q * q / (k - 1))) * v ** 0.5
    [Test]
    public void Points_and_models_are_both_samples()
    {
        Check(
            [
                [1, 0, 0, -1, 0, 0],
                [0, 0, 1, -1, 0, 1],
                [1, 0, 0, 0, 0, 1],
            ],
            -0.3832677401047526,
            0.7166010734380859
        );
        Check(
            [
                [1, 1, 0, 1, 1, 1],
                [-1, 0, 0, -1, 0, 0],
                [0, 1, 0, 0, 0, 1],
            ],
            -1.0757526256020595,
            1.6313081811576153
        );

        static void Check(double[][] rows, double lower, double upper)
        {
            Interval interval = CrossedMean.Interval(rows);
            Assert.That(interval.Lower, Is.EqualTo(lower).Within(1e-9));
            Assert.That(interval.Upper, Is.EqualTo(upper).Within(1e-9));
            Assert.That(interval.Method, Is.EqualTo("two-way-t"));
        }
    }

    [Test]
    public void Of_one_model_it_is_students_interval_of_paired_differences()
    {
        // scipy.stats.t.interval(0.95, 5, x.mean(), scipy.stats.sem(x)) of x = [1, 0, 0, -1, 0, 0].
        Interval interval = CrossedMean.Interval([
            [1, 0, 0, -1, 0, 0],
        ]);

        Assert.That(interval.Lower, Is.EqualTo(-0.6637213762181442).Within(1e-9));
        Assert.That(interval.Upper, Is.EqualTo(0.6637213762181442).Within(1e-9));
    }

    [Test]
    public void Of_one_point_it_is_students_interval_of_the_models()
    {
        // Mean and standard error are 1/3, and t(2) at 0.975 is 4.302652729911275.
        Interval interval = CrossedMean.Interval([
            [1],
            [0],
            [0],
        ]);

        Assert.That(interval.Lower, Is.EqualTo((1 - 4.302652729911275) / 3).Within(1e-9));
        Assert.That(interval.Upper, Is.EqualTo((1 + 4.302652729911275) / 3).Within(1e-9));
    }

    [Test]
    public void Where_nothing_differs_the_limits_are_those_of_no_event_among_the_points()
    {
        // scipy.stats.beta.ppf(0.975, 1, 6): at most so large a share differs where none of six does.
        Interval same = CrossedMean.Interval([
            [0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0],
        ]);
        Interval opposite = CrossedMean.Interval([
            [1, 1, 1, 1, 1, 1],
        ]);

        Assert.That(same.Upper, Is.EqualTo(0.4592581264399005).Within(1e-12));
        Assert.That(same.Lower, Is.EqualTo(-same.Upper));
        Assert.That(opposite.Upper, Is.EqualTo(1));
        Assert.That(opposite.Lower, Is.EqualTo(1 - same.Upper).Within(1e-12));
    }

    [Test]
    public void It_covers_the_gap_to_all_references_and_all_points()
    {
        // Points are easy or hard, models are better or worse; each model gets each point right by chance. The attacked model is
        // given, references and points are drawn, so the true gap is its mean over all points less that of all models.
        const int runs = 500;
        const double target = 0.4;
        var key = new RandomKey(77);
        static double Right(double point, double model) => 1 / (1 + Math.Exp(-((1.5 * point) + (0.4 * model) + 0.5)));
        double truth = Enumerable
            .Range(0, 40_000)
            .Average(i =>
            {
                double point = key.Derive("point").Normal((ulong)i);
                return Right(point, target) - Right(point, key.Derive("model").Normal((ulong)i));
            });
        int covered = Enumerable
            .Range(0, runs)
            .Count(run =>
            {
                RandomKey draw = key.Derive(run);
                double[] points = [.. Enumerable.Range(0, 80).Select(i => draw.Normal((ulong)i))];
                double Answer(int model, double skill, int i) =>
                    draw.Derive("answer").Derive(model).Uniform((ulong)i) < Right(points[i], skill) ? 1 : 0;
                double[][] rows =
                [
                    .. Enumerable
                        .Range(1, 4)
                        .Select(m =>
                            points
                                .Select(
                                    (_, i) => Answer(0, target, i) - Answer(m, draw.Derive("skill").Normal((ulong)m), i)
                                )
                                .ToArray()
                        ),
                ];
                Interval interval = CrossedMean.Interval(rows);
                return interval.Lower <= truth && truth <= interval.Upper;
            });

        // Four standard errors of a share of 500; Satterthwaite's degrees of freedom err on the wide side.
        Assert.That(covered / (double)runs, Is.InRange(0.95 - 0.039, 0.99));
    }
}
