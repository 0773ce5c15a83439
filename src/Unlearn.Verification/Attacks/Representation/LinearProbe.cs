using MathNet.Numerics.LinearAlgebra;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// A linear probe on frozen representations: ridge regression onto one-hot classes with an unpenalised intercept (Alain and
/// Bengio 2017, in closed form). What it can still read, the model still holds, whatever its own last layer says.
/// </summary>
public sealed class LinearProbe
{
    private readonly Matrix<double> _weights;

    private LinearProbe(Matrix<double> weights) => _weights = weights;

    /// <summary>Fits the probe.</summary>
    /// <param name="features">Representations, one row per point.</param>
    /// <param name="labels">The class of each point, 0-based.</param>
    /// <param name="points">Which points it is fitted on.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="ridge">Penalty of the squared weights on standardised columns, positive.</param>
    public static LinearProbe Fit(
        FeatureTable features,
        int[] labels,
        IReadOnlyList<int> points,
        int classes,
        double ridge = 1
    )
    {
        int width = features.Width;
        double[] means = new double[width];
        double[] scales = new double[width];
        for (int k = 0; k < width; k++)
        {
            double[] column = [.. points.Select(i => features.Row(i)[k])];
            means[k] = Statistics.Moments.Mean(column);
            double deviation = Statistics.Moments.Deviation(column);
            scales[k] = deviation > 0 ? deviation : 1;
        }

        Matrix<double> x = Matrix<double>.Build.Dense(
            points.Count,
            width,
            (i, k) => (features.Row(points[i])[k] - means[k]) / scales[k]
        );
        Matrix<double> targets = Matrix<double>.Build.Dense(
            points.Count,
            classes,
            (i, c) => labels[points[i]] == c ? 1 : 0
        );
        Vector<double> shares = targets.ColumnSums() / points.Count;
        Matrix<double> gram = x.TransposeThisAndMultiply(x) + (ridge * Matrix<double>.Build.DenseIdentity(width));
        Matrix<double> slopes = gram.Cholesky().Solve(x.TransposeThisAndMultiply(targets));

        // Columns are centred, so the intercept is the class share; fold the standardisation into the weights.
        return new LinearProbe(
            Matrix<double>.Build.Dense(
                width + 1,
                classes,
                (k, c) =>
                    k < width
                        ? slopes[k, c] / scales[k]
                        : shares[c] - Enumerable.Range(0, width).Sum(j => slopes[j, c] * means[j] / scales[j])
            )
        );
    }

    /// <summary>The class that the probe reads.</summary>
    public int Predict(ReadOnlySpan<double> row)
    {
        int best = 0;
        double largest = double.NegativeInfinity;
        for (int c = 0; c < _weights.ColumnCount; c++)
        {
            double score = _weights[_weights.RowCount - 1, c];
            for (int k = 0; k < row.Length; k++)
            {
                score += _weights[k, c] * row[k];
            }

            (best, largest) = score > largest ? (c, score) : (best, largest);
        }

        return best;
    }
}
