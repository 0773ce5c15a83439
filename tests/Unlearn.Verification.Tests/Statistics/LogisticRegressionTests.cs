using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class LogisticRegressionTests
{
    [Test]
    public void The_gradient_vanishes_at_the_fit()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { i % 7, Math.Sin(i) })];
        bool[] labels = [.. rows.Select((r, i) => r[0] + (3 * Math.Cos(i * 2)) > 3)];
        LogisticRegression fit = LogisticRegression.Fit(rows, labels, ridge: 0.5);

        Assert.That(Gradient(fit, rows, labels, 0.5), Is.All.Zero.Within(1e-8));
    }

    [Test]
    public void Where_a_whole_newton_step_overshoots_it_is_halved()
    {
        // Whole steps run away from these seven rows, and so do steps that are judged without their penalty.
        double[][] rows =
        [
            [-1, -4, 0],
            [-2, 33, 0],
            [-2, 1, 1],
            [3, 1, -16],
            [21, -1, 0],
            [-15, -36, 0],
            [-1, -2, 0],
        ];
        bool[] labels = [true, true, true, true, false, true, false];
        LogisticRegression fit = LogisticRegression.Fit(rows, labels, ridge: 1e-4);

        Assert.That(Gradient(fit, rows, labels, 1e-4), Is.All.Zero.Within(1e-7));
    }

    [Test]
    public void A_row_far_on_its_own_side_does_not_stop_the_fit()
    {
        // Its margin passes 709, where exp is infinite.
        double[][] rows =
        [
            [0],
            [1],
            [100],
        ];
        bool[] labels = [false, true, true];
        LogisticRegression fit = LogisticRegression.Fit(rows, labels, ridge: 1e-6);

        Assert.That(fit.Score(rows[2]), Is.GreaterThan(710));
        Assert.That(Gradient(fit, rows, labels, 1e-6), Is.All.Zero.Within(1e-7));
    }

    [Test]
    public void Without_information_it_predicts_the_share()
    {
        LogisticRegression fit = LogisticRegression.Fit(
            [
                [5],
                [5],
                [5],
                [5],
            ],
            [true, false, false, false]
        );

        Assert.That(fit.Probability([5]), Is.EqualTo(0.25).Within(1e-9));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void One_class_is_refused(bool label) =>
        Refused(
            () =>
                LogisticRegression.Fit(
                    [
                        [1],
                        [2],
                    ],
                    [label, label]
                ),
            "A classifier needs rows of both classes."
        );

    /// <summary>The objective's slopes by the weight of each standardised feature, then by the constant.</summary>
    private static double[] Gradient(LogisticRegression fit, double[][] rows, bool[] labels, double ridge)
    {
        int width = rows[0].Length;
        double[] means = [.. Enumerable.Range(0, width).Select(k => rows.Average(row => row[k]))];
        double[] scales =
        [
            .. Enumerable.Range(0, width).Select(k => Moments.Deviation([.. rows.Select(row => row[k])])),
        ];
        double[] errors = [.. rows.Select((row, i) => fit.Probability(row) - (labels[i] ? 1 : 0))];
        return
        [
            .. Enumerable
                .Range(0, width)
                .Select(k =>
                    errors.Select((error, i) => error * (rows[i][k] - means[k]) / scales[k]).Sum() + (ridge * Weight(k))
                ),
            errors.Sum(),
        ];

        // What one deviation adds to the log-odds.
        double Weight(int feature)
        {
            double[] moved = [.. means];
            moved[feature] += scales[feature];
            return fit.Score(moved) - fit.Score(means);
        }
    }
}
