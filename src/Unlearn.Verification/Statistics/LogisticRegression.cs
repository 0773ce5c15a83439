using MathNet.Numerics.LinearAlgebra;
using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// Binary logistic regression with a ridge penalty on the slopes, on standardised columns, by Newton's method with halved
/// steps. The small classifier that learned attacks share.
/// </summary>
public sealed class LogisticRegression
{
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;

    private LogisticRegression(double[] means, double[] scales, double[] weights)
    {
        _means = means;
        _scales = scales;
        _weights = weights;
    }

    /// <summary>Fits the classifier: minimises the sum of losses plus ridge/2 times the squared slopes.</summary>
    /// <param name="rows">Features, one array a row, all of the same length.</param>
    /// <param name="labels">The class of each row; both must occur.</param>
    /// <param name="ridge">Penalty, positive.</param>
    /// <exception cref="InputException">A class is missing.</exception>
    public static LogisticRegression Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double ridge = 1)
    {
        if (!labels.Contains(true) || !labels.Contains(false))
        {
            throw new InputException("A classifier needs rows of both classes.");
        }

        int count = rows.Count;
        int width = rows[0].Length;
        var means = new double[width];
        var scales = new double[width];
        for (int k = 0; k < width; k++)
        {
            double[] column = [.. rows.Select(row => row[k])];
            means[k] = Moments.Mean(column);
            double deviation = Moments.Deviation(column);
            scales[k] = deviation > 0 ? deviation : 1;
        }

        Matrix<double> x = Matrix<double>.Build.Dense(
            count,
            width + 1,
            (i, k) => k == width ? 1 : (rows[i][k] - means[k]) / scales[k]
        );
        Vector<double> weights = Vector<double>.Build.Dense(width + 1);
        double objective = Objective(x, labels, weights, ridge);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            Vector<double> scores = x * weights;
            Vector<double> residual = Vector<double>.Build.Dense(count, i => Sigmoid(scores[i]) - (labels[i] ? 1 : 0));
            Vector<double> gradient = x.TransposeThisAndMultiply(residual);
            Matrix<double> weighted = Matrix<double>.Build.Dense(
                count,
                width + 1,
                (i, k) => x[i, k] * Sigmoid(scores[i]) * (1 - Sigmoid(scores[i]))
            );
            Matrix<double> hessian = x.TransposeThisAndMultiply(weighted);
            for (int k = 0; k < width; k++)
            {
                gradient[k] += ridge * weights[k];
                hessian[k, k] += ridge;
            }

            hessian[width, width] += 1e-10;
            Vector<double> step = hessian.Cholesky().Solve(gradient);
            double length = 1;
            Vector<double> next = weights - step;
            double value = Objective(x, labels, next, ridge);
            while (value > objective && length > 1e-10)
            {
                length /= 2;
                next = weights - (length * step);
                value = Objective(x, labels, next, ridge);
            }

            weights = next;
            objective = value;
            if (step.L2Norm() * length < 1e-10 * (1 + weights.L2Norm()))
            {
                break;
            }
        }

        return new LogisticRegression(means, scales, weights.ToArray());
    }

    /// <summary>P(true | row).</summary>
    public double Probability(ReadOnlySpan<double> row) => Sigmoid(Score(row));

    /// <summary>The log-odds of true.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        double score = _weights[^1];
        for (int k = 0; k < _means.Length; k++)
        {
            score += _weights[k] * (row[k] - _means[k]) / _scales[k];
        }

        return score;
    }

    private static double Objective(Matrix<double> x, IReadOnlyList<bool> labels, Vector<double> weights, double ridge)
    {
        Vector<double> scores = x * weights;
        double sum = 0;
        for (int i = 0; i < scores.Count; i++)
        {
            double margin = labels[i] ? scores[i] : -scores[i];
            sum +=
                margin > 0
                    ? Elementary.LogOnePlus(Math.Exp(-margin))
                    : Elementary.LogOnePlus(Math.Exp(margin)) - margin;
        }

        for (int k = 0; k < weights.Count - 1; k++)
        {
            sum += 0.5 * ridge * weights[k] * weights[k];
        }

        return sum;
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));
}
