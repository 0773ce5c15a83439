using MathNet.Numerics.LinearAlgebra;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Reconstruction;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Tests.Reconstruction;

public sealed class ReconstructionTests
{
    private const int Width = 5;

    [Test]
    public void Ridge_regression_gives_the_deleted_row_away_exactly()
    {
        double[][] rows = Rows(30, 1);
        double[] targets = [.. rows.Select((r, i) => r[0] - (2 * r[1]) + new RandomKey(9).Normal((ulong)i))];
        double[] before = Ridge(rows, targets, 0.7);
        double[] after = Ridge(rows[..^1], targets[..^1], 0.7);

        Reconstructed found = LinearReconstruction.Recover(rows[..^1], 0.7, before, after, constant: Width - 1);

        Assert.That(found.Row, Is.EqualTo(rows[^1]).Within(1e-9));
        Assert.That(found.Scaled);
    }

    [Test]
    public void Without_a_constant_column_the_direction_remains()
    {
        double[][] rows = Rows(30, 2);
        double[] targets = [.. rows.Select((_, i) => new RandomKey(9).Normal((ulong)i))];

        Reconstructed found = LinearReconstruction.Recover(
            rows[..^1],
            0.1,
            Ridge(rows, targets, 0.1),
            Ridge(rows[..^1], targets[..^1], 0.1)
        );

        Assert.That(Math.Abs(ReconstructionQuality.CosineOf(found.Row, rows[^1])), Is.EqualTo(1).Within(1e-9));
        Assert.That(found.Scaled, Is.False);
    }

    [Test]
    public void Softmax_regression_gives_the_deleted_row_and_its_label_away()
    {
        const double lambda = 0.01;
        double[][] rows = Rows(40, 3);
        int[] labels =
        [
            .. rows.Select(
                (r, i) => (r[0] + (0.5 * new RandomKey(4).Normal((ulong)i)) > 0 ? 1 : 0) + (r[1] > 1 ? 1 : 0)
            ),
        ];
        double[] before = Softmaxed(rows, labels, lambda);
        double[] after = Softmaxed(rows[..^1], labels[..^1], lambda);

        Reconstructed first = SoftmaxReconstruction.FromWeights(
            rows[..^1],
            rows.Length - 1,
            before,
            after,
            3,
            lambda,
            Width - 1
        );

        Assert.That(first.Label, Is.EqualTo(labels[^1]));
        Assert.That(ReconstructionQuality.CosineOf(first.Row, rows[^1]), Is.GreaterThan(0.97));
    }

    [Test]
    public void Quality_stands_beside_the_nearest_public_row()
    {
        ReconstructionQuality quality = ReconstructionQuality.Of(
            [1, 0],
            [2, 0],
            [
                [0, 1],
                [2, 2],
            ]
        );

        Assert.That(quality.Cosine, Is.EqualTo(1));
        Assert.That(quality.MeanSquaredError, Is.EqualTo(0.5));
        Assert.That(quality.BaselineCosine, Is.EqualTo(Math.Sqrt(0.5)).Within(1e-15));
        Assert.That(quality.BaselineMeanSquaredError, Is.EqualTo(2));
    }

    [Test]
    public void Equal_weights_give_nothing_away()
    {
        Assert.That(
            () =>
                LinearReconstruction.Recover(
                    [
                        [1, 2],
                    ],
                    0.1,
                    [1, 1],
                    [1, 1]
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("nothing can be reconstructed")
        );
    }

    private static double[][] Rows(int count, ulong seed) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    Enumerable
                        .Range(0, Width)
                        .Select(k => k == Width - 1 ? 1 : new RandomKey(seed).Normal((ulong)((i * Width) + k)))
                        .ToArray()
                ),
        ];

    private static double[] Ridge(double[][] rows, double[] targets, double ridge)
    {
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(rows);
        Matrix<double> gram = x.TransposeThisAndMultiply(x) + (ridge * Matrix<double>.Build.DenseIdentity(Width));
        return gram.Cholesky().Solve(x.TransposeThisAndMultiply(Vector<double>.Build.Dense(targets))).ToArray();
    }

    /// <summary>Newton's method to machine precision.</summary>
    private static double[] Softmaxed(double[][] rows, int[] labels, double lambda)
    {
        const int classes = 3;
        Vector<double> w = Vector<double>.Build.Dense(classes * Width);
        for (int iteration = 0; iteration < 50; iteration++)
        {
            Vector<double> gradient = lambda * w;
            Matrix<double> hessian = lambda * Matrix<double>.Build.DenseIdentity(classes * Width);
            for (int i = 0; i < rows.Length; i++)
            {
                double[] p = Softmax.Of([
                    .. Enumerable
                        .Range(0, classes)
                        .Select(c => Enumerable.Range(0, Width).Sum(k => w[(c * Width) + k] * rows[i][k])),
                ]);
                for (int a = 0; a < w.Count; a++)
                {
                    int c = a / Width;
                    gradient[a] += (p[c] - (labels[i] == c ? 1 : 0)) * rows[i][a % Width] / rows.Length;
                    for (int b = 0; b < w.Count; b++)
                    {
                        int d = b / Width;
                        hessian[a, b] +=
                            ((c == d ? p[c] : 0) - (p[c] * p[d]))
                            * rows[i][a % Width]
                            * rows[i][b % Width]
                            / rows.Length;
                    }
                }
            }

            w -= hessian.Solve(gradient);
        }

        return w.ToArray();
    }
}
