using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Reconstruction;

/// <summary>
/// Recovers the row that was deleted from a softmax regression. At the optimum the gradients of all rows and of the penalty
/// cancel, so what the others leave over is the deleted row's own gradient (p - e_y) x', a matrix of rank one (Bertran et
/// al. 2024). Objective: mean cross-entropy + lambda/2 ||W||^2.
/// </summary>
public static class SoftmaxReconstruction
{
    /// <summary>
    /// From the two weight vectors, to first order: the retained gradient at the weights before is taken from the Hessian at
    /// the weights after, which public rows can stand in for.
    /// </summary>
    /// <param name="rows">Retained or public rows; their labels are not needed.</param>
    /// <param name="retained">Number of retained rows behind the weights after.</param>
    /// <param name="before">Weights with the row, classes times columns, row-major.</param>
    /// <param name="after">Weights without it.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="lambda">Penalty, at least 0.</param>
    /// <param name="constant">The column that is 1 in every row and gives the scale; -1 if there is none.</param>
    public static Reconstructed FromWeights(
        IReadOnlyList<double[]> rows,
        int retained,
        double[] before,
        double[] after,
        int classes,
        double lambda,
        int constant = -1
    )
    {
        int width = Width(rows, before, classes);
        if (after.Length != before.Length)
        {
            throw new InputException($"{before.Length} weights before but {after.Length} after.");
        }

        double[] difference = [.. before.Select((w, k) => w - after[k])];
        var leftOver = new double[before.Length];
        double share = retained / (double)rows.Count;
        foreach (double[] row in rows)
        {
            double[] p = Probabilities(row, after, classes, width);
            double[] s = Scores(row, difference, classes, width);
            double mean = p.Select((v, c) => v * s[c]).Sum();
            Accumulate(leftOver, [.. p.Select((v, c) => v * (s[c] - mean))], row, -share);
        }

        for (int k = 0; k < before.Length; k++)
        {
            leftOver[k] += lambda * ((retained * after[k]) - ((retained + 1) * before[k]));
        }

        return RankOne(leftOver, classes, width, constant);
    }

    private static int Width(IReadOnlyList<double[]> rows, double[] weights, int classes)
    {
        int width = classes > 0 ? weights.Length / classes : 0;
        if (width == 0 || width * classes != weights.Length || rows.Count == 0 || rows.Any(r => r.Length != width))
        {
            throw new InputException($"{weights.Length} weights of {classes} classes do not fit the rows' columns.");
        }

        return width;
    }

    private static double[] Scores(double[] row, double[] weights, int classes, int width)
    {
        var scores = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            for (int k = 0; k < width; k++)
            {
                scores[c] += weights[(c * width) + k] * row[k];
            }
        }

        return scores;
    }

    private static double[] Probabilities(double[] row, double[] weights, int classes, int width) =>
        Softmax.Of(Scores(row, weights, classes, width));

    private static void Accumulate(double[] target, double[] coefficients, double[] row, double factor)
    {
        for (int c = 0; c < coefficients.Length; c++)
        {
            for (int k = 0; k < row.Length; k++)
            {
                target[(c * row.Length) + k] += factor * coefficients[c] * row[k];
            }
        }
    }

    /// <summary>Splits (p - e_y) x' by power iteration; e_y makes the largest coefficient the only negative one.</summary>
    private static Reconstructed RankOne(double[] matrix, int classes, int width, int constant)
    {
        int start = Enumerable.Range(0, classes).MaxBy(c => matrix.AsSpan(c * width, width).ToArray().Sum(v => v * v));
        double[] row = matrix.AsSpan(start * width, width).ToArray();
        var coefficients = new double[classes];
        for (int iteration = 0; iteration < 100; iteration++)
        {
            coefficients = Scores(row, matrix, classes, width);
            double norm = Math.Sqrt(coefficients.Sum(v => v * v));
            if (norm == 0)
            {
                throw new InputException("The weights before and after are equal: nothing can be reconstructed.");
            }

            var next = new double[width];
            for (int c = 0; c < classes; c++)
            {
                for (int k = 0; k < width; k++)
                {
                    next[k] += coefficients[c] / norm * matrix[(c * width) + k];
                }
            }

            row = next;
        }

        // Largest in size is the true class; its coefficient p_y - 1 is negative, which fixes the sign of the row.
        int label = Enumerable.Range(0, classes).MaxBy(c => Math.Abs(coefficients[c]));
        double sign = coefficients[label] > 0 ? -1 : 1;
        return LinearReconstruction.Scale([.. row.Select(v => v * sign)], constant, label);
    }
}
