using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SupportVectorClassifierReferenceTests
{
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
}
