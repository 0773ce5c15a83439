using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

/// <summary>
/// Logistic regression on rows of norm 1 in plain arrays, independent of the product's tensors: derivatives of
/// sum of losses + lambda n/2 |w|^2, and Newton steps by elimination.
/// </summary>
internal sealed class ClosedForm
{
    private readonly Dictionary<int, double[]> _rows = [];
    private readonly Dictionary<int, double> _signs = [];
    private readonly double _lambda;

    public ClosedForm(TrainingData data, PointSet points, double lambda)
    {
        _lambda = lambda;
        int width = data.Dataset.FeatureCount;
        foreach (int point in points)
        {
            double[] row =
            [
                .. data.Dataset.Features.Skip(point * width).Take(width).Select(static x => (double)x),
                1.0,
            ];
            double norm = Math.Sqrt(row.Sum(static x => x * x));
            _rows[point] = [.. row.Select(x => x / norm)];
            _signs[point] = data.Dataset.Labels[point] == 1 ? 1.0 : -1.0;
        }
    }

    public int Count => _rows.Count;

    public void Remove(int point) => _rows.Remove(point);

    /// <summary>The gradient of one point's loss and its share of the regulariser.</summary>
    public double[] GradientOf(int point, double[] w)
    {
        double sign = _signs[point];
        double slope = -sign / (1.0 + Math.Exp(sign * Dot(_rows[point], w)));
        return [.. _rows[point].Select((x, j) => (slope * x) + (_lambda * w[j]))];
    }

    /// <summary>The gradient of all remaining points.</summary>
    public double[] Gradient(double[] w)
    {
        var sum = new double[w.Length];
        foreach (int point in _rows.Keys)
        {
            double[] own = GradientOf(point, w);
            for (int j = 0; j < w.Length; j++)
            {
                sum[j] += own[j];
            }
        }

        return sum;
    }

    /// <summary>H^-1 right, H being the remaining points' Hessian at w.</summary>
    public double[] Solve(double[] w, double[] right)
    {
        int d = w.Length;
        var h = new double[d, d + 1];
        foreach (double[] row in _rows.Values)
        {
            double p = 1.0 / (1.0 + Math.Exp(-Dot(row, w)));
            for (int i = 0; i < d; i++)
            {
                for (int j = 0; j < d; j++)
                {
                    h[i, j] += p * (1.0 - p) * row[i] * row[j];
                }
            }
        }

        for (int i = 0; i < d; i++)
        {
            h[i, i] += _lambda * Count;
            h[i, d] = right[i];
        }

        // Positive definite: elimination needs no pivots.
        for (int k = 0; k < d; k++)
        {
            for (int i = k + 1; i < d; i++)
            {
                double factor = h[i, k] / h[k, k];
                for (int j = k; j <= d; j++)
                {
                    h[i, j] -= factor * h[k, j];
                }
            }
        }

        var solution = new double[d];
        for (int i = d - 1; i >= 0; i--)
        {
            double rest = h[i, d];
            for (int j = i + 1; j < d; j++)
            {
                rest -= h[i, j] * solution[j];
            }

            solution[i] = rest / h[i, i];
        }

        return solution;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, static (a, b) => a * b).Sum();
}
