using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class LogisticRegressionTests
{
    [Test]
    public void The_gradient_vanishes_at_the_fit()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { i % 7, Math.Sin(i) })];
        bool[] labels = [.. rows.Select((r, i) => r[0] + (3 * Math.Cos(i * 2)) > 3)];
        LogisticRegression fit = LogisticRegression.Fit(rows, labels, ridge: 0.5);

        for (int k = 0; k < 3; k++)
        {
            double mean = k < 2 ? rows.Average(r => r[k]) : 0;
            double scale = k < 2 ? Moments.Deviation([.. rows.Select(r => r[k])]) : 1;
            double gradient = k < 2 ? 0.5 * WeightOf(fit, rows, k) : 0;
            for (int i = 0; i < rows.Length; i++)
            {
                double feature = k < 2 ? (rows[i][k] - mean) / scale : 1;
                gradient += (fit.Probability(rows[i]) - (labels[i] ? 1 : 0)) * feature;
            }

            Assert.That(gradient, Is.Zero.Within(1e-8));
        }
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

    /// <summary>The weight of a feature in units of its deviation: what one deviation adds to the log odds.</summary>
    private static double WeightOf(LogisticRegression fit, double[][] rows, int feature)
    {
        double[] from = [.. Enumerable.Range(0, 2).Select(k => rows.Average(row => row[k]))];
        double[] to = [.. from];
        to[feature] += Moments.Deviation([.. rows.Select(row => row[feature])]);
        return LogOdds(to) - LogOdds(from);

        double LogOdds(double[] row) => Math.Log(fit.Probability(row) / (1 - fit.Probability(row)));
    }
}
