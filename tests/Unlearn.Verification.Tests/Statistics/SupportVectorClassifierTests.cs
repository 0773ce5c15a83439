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

    // scikit-learn 1.2.1:
    //   i = np.arange(n)
    //   X = np.stack([np.modf((i + 1) * (0.6180339887498949 * (k + 1)))[0] for k in range(width)], 1)
    //   s = X.sum(1) + 0.35 * np.modf((i + 1) * 0.7320508075688772)[0]
    //   y = s > np.median(s)
    //   if rounded: X = np.floor(X * 8) / 8
    //   model = SVC(C=c, gamma=gamma, tol=1e-12).fit(X, y)
    //   model.decision_function([[v] * width for v in (0.05, 0.3, 0.5, 0.8)])
    // With libsvm's own tolerance of 1e-3 the second is off by 8e-4. It keeps kernel values in float32, so that under a penalty of 1000
    // its optimum is off by 4e-4; the fourth is that of float64, by numpy on libsvm's active set, which meets the optimality conditions:
    //   A = [[K_ff y_f y_f', y_f], [y_f', 0]];  r = [1 - C K_fu y_f y_u, -C sum y_u];  a_f, b = np.linalg.lstsq(A, r)
    // for f the multipliers strictly between 0 and C and u those at C.
    [TestCase(60, 1, false, 3, 1, -2.391854388304, -1.234070772453, 0.025686893541, 1.818492647012)]
    [TestCase(200, 2, false, 3, 0.5, -3.860377131586, -2.051798193516, -0.039572554210, 2.873855476379)]
    [TestCase(300, 1, true, 3, 1, -2.762226866716, -1.118033384138, 0.515899523197, 2.633067775774)]
    [TestCase(400, 4, false, 1000, 2, -14.325472434344, -13.603491758171, 0.850644495890, 2.609231543699)]
    public void Decisions_are_those_of_libsvm_at_its_optimum(
        int count,
        int width,
        bool rounded,
        double c,
        double gamma,
        params double[] expected
    )
    {
        static double Fraction(double value) => value - Math.Floor(value);
        double[][] rows =
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => Enumerable.Range(1, width).Select(k => Fraction(i * (0.6180339887498949 * k))).ToArray()),
        ];
        double[] sums = [.. rows.Select((row, i) => row.Sum() + (0.35 * Fraction((i + 1) * 0.7320508075688772)))];
        double median = Moments.Median(sums);
        double[][] features = rounded
            ? [.. rows.Select(row => row.Select(v => Math.Floor(v * 8) / 8).ToArray())]
            : rows;

        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(
            features,
            [.. sums.Select(sum => sum > median)],
            c,
            gamma
        );

        Assert.That(classifier.Converged);
        Assert.That(
            ((double[])[0.05, 0.3, 0.5, 0.8]).Select(v => classifier.Decision([.. Enumerable.Repeat(v, width)])),
            Is.EqualTo(expected).AsCollection.Within(1e-6)
        );
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
}
