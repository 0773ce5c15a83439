using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SupportVectorClassifierTests
{
    [Test]
    public void Two_points_have_a_closed_form()
    {
        // Free multipliers a = 1/(1 - k), k the kernel between the points; both decisions are then on the margin.
        double kernel = Math.Exp(-0.5 * 4);
        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(
            [
                [-1],
                [1],
            ],
            [false, true],
            c: 10,
            gamma: 0.5
        );

        Assert.That(classifier.Coefficients[1], Is.EqualTo(1 / (1 - kernel)).Within(1e-12));
        Assert.That(classifier.Coefficients[0], Is.EqualTo(-1 / (1 - kernel)).Within(1e-12));
        Assert.That(classifier.Offset, Is.Zero.Within(1e-12));
        Assert.That(classifier.Decision([1]), Is.EqualTo(1).Within(1e-12));
        Assert.That(classifier.Decision([0]), Is.Zero.Within(1e-12));
    }

    [Test]
    public void A_small_penalty_bounds_the_multipliers()
    {
        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(
            [
                [-1],
                [1],
            ],
            [false, true],
            c: 0.25,
            gamma: 0.5
        );

        Assert.That(classifier.Coefficients, Is.EqualTo(new[] { -0.25, 0.25 }));
    }

    [Test]
    public void The_solution_meets_the_optimality_conditions()
    {
        const double c = 3;
        var key = new RandomKey(13);
        double[][] rows =
        [
            .. Enumerable.Range(0, 200).Select(i => new[] { key.Normal((ulong)i), key.Derive(1).Normal((ulong)i) }),
        ];
        bool[] positive = [.. rows.Select((r, i) => (r[0] * r[0]) + (0.5 * key.Derive(2).Normal((ulong)i)) > 0.7)];

        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(rows, positive, c, tolerance: 1e-6);

        Assert.That(classifier.Converged);
        Assert.That(classifier.Gamma, Is.EqualTo(0.5), "1/columns");
        Assert.That(classifier.Coefficients.Sum(), Is.Zero.Within(1e-9));
        for (int i = 0; i < rows.Length; i++)
        {
            double y = positive[i] ? 1 : -1;
            double alpha = classifier.Coefficients[i] * y;
            double margin = y * classifier.Decision(rows[i]);
            Assert.That(alpha, Is.InRange(0, c));
            if (alpha == 0)
            {
                Assert.That(margin, Is.GreaterThan(1 - 1e-5));
            }
            else if (alpha == c)
            {
                Assert.That(margin, Is.LessThan(1 + 1e-5));
            }
            else
            {
                Assert.That(margin, Is.EqualTo(1).Within(1e-5));
            }
        }
    }

    [Test]
    public void Only_a_solution_within_the_tolerance_has_converged()
    {
        // Far apart the kernel between the rows is 0 and one step solves the problem to the last bit.
        SupportVectorClassifier exact = SupportVectorClassifier.Fit(
            [
                [0],
                [100],
            ],
            [false, true],
            gamma: 1,
            tolerance: 0
        );
        double[][] rows = [.. Enumerable.Range(0, 12).Select(i => new[] { Math.Sqrt(i) })];
        bool[] positive = [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0)];
        SupportVectorClassifier rounded = SupportVectorClassifier.Fit(rows, positive, gamma: 1, tolerance: 1e-300);

        Assert.That(exact.Converged);
        Assert.That(exact.Coefficients, Is.EqualTo(new double[] { -1, 1 }));
        Assert.That(rounded.Converged, Is.False);
        Assert.That(
            rounded.Decision([2]),
            Is.EqualTo(SupportVectorClassifier.Fit(rows, positive, gamma: 1).Decision([2])).Within(1e-6)
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public void One_class_is_refused(bool positive) =>
        Refused(
            () =>
                SupportVectorClassifier.Fit(
                    [
                        [1],
                        [2],
                    ],
                    [positive, positive]
                ),
            "A classifier needs rows of both classes."
        );

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_feature_that_is_not_finite_is_refused(double value) =>
        Refused(
            () =>
                SupportVectorClassifier.Fit(
                    [
                        [1, 2],
                        [3, value],
                    ],
                    [true, false]
                ),
            "Row 1 has a feature that is not finite; a classifier needs finite numbers."
        );
}
