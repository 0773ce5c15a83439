using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

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
    public void One_class_is_an_error()
    {
        Assert.That(
            () =>
                SupportVectorClassifier.Fit(
                    [
                        [1],
                        [2],
                    ],
                    [true, true]
                ),
            Throws.TypeOf<InputException>()
        );
    }
}
