using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// A support vector classifier with a Gaussian kernel exp(-gamma ||x - y||^2), trained by sequential minimal optimisation
/// with second-order working sets (Platt 1998; Fan, Chen, Lin 2005). Kernel values are held for all pairs: up to a few
/// thousand rows.
/// </summary>
public sealed class SupportVectorClassifier
{
    private readonly double[][] _rows;
    private readonly double[] _coefficients;

    private SupportVectorClassifier(double[][] rows, double[] coefficients, double offset, double gamma, bool converged)
    {
        _rows = rows;
        _coefficients = coefficients;
        Offset = offset;
        Gamma = gamma;
        Converged = converged;
    }

    /// <summary>The constant b of the decision sum over i of alpha_i y_i K(x_i, x) + b.</summary>
    public double Offset { get; }

    /// <summary>The kernel's gamma.</summary>
    public double Gamma { get; }

    /// <summary>Whether the optimality conditions hold to the tolerance.</summary>
    public bool Converged { get; }

    /// <summary>alpha_i y_i of each training row, in [-C, C]; they add up to 0.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>Trains the classifier.</summary>
    /// <param name="rows">Finite features, one array per row, all of the same length.</param>
    /// <param name="positive">The class of each row; both must occur.</param>
    /// <param name="c">Penalty of a margin violation, positive.</param>
    /// <param name="gamma">Kernel width parameter, positive; 0 takes 1/columns (scikit-learn's <c>auto</c>).</param>
    /// <param name="tolerance">
    /// Largest violation of the optimality conditions that is accepted. libsvm's 1e-3 leaves decision values uncertain in the fourth
    /// digit; the default costs a few more steps.
    /// </param>
    /// <exception cref="InputException">A class is missing, or a feature is not finite.</exception>
    public static SupportVectorClassifier Fit(
        double[][] rows,
        bool[] positive,
        double c = 3,
        double gamma = 0,
        double tolerance = 1e-8
    )
    {
        if (!positive.Contains(true) || !positive.Contains(false))
        {
            throw new InputException("A classifier needs rows of both classes.");
        }

        int unusable = Array.FindIndex(rows, static row => !row.All(double.IsFinite));
        if (unusable >= 0)
        {
            throw new InputException(
                $"Row {unusable} has a feature that is not finite; a classifier needs finite numbers."
            );
        }

        int count = rows.Length;
        gamma = gamma > 0 ? gamma : 1.0 / rows[0].Length;
        var kernel = new double[count][];
        for (int i = 0; i < count; i++)
        {
            kernel[i] = new double[count];
            for (int j = 0; j <= i; j++)
            {
                kernel[i][j] = kernel[j][i] = Kernel(rows[i], rows[j], gamma);
            }
        }

        // Minimise 1/2 a'Qa - sum a, 0 <= a <= C, y'a = 0; the gradient is Qa - 1.
        double[] y = [.. positive.Select(p => p ? 1.0 : -1.0)];
        var alpha = new double[count];
        double[] gradient = [.. Enumerable.Repeat(-1.0, count)];
        bool converged = false;
        for (int step = 0; step < 100_000 + (100 * count); step++)
        {
            (int i, int j) = WorkingSet(kernel, y, alpha, gradient, c, tolerance);
            if (j < 0)
            {
                converged = true;
                break;
            }

            double curvature = Math.Max(kernel[i][i] + kernel[j][j] - (2 * kernel[i][j]), 1e-12);
            double move = ((-y[i] * gradient[i]) + (y[j] * gradient[j])) / curvature;

            // Along a_i += y_i t, a_j -= y_j t the box allows t up to the nearer wall.
            double roomI = y[i] > 0 ? c - alpha[i] : alpha[i];
            double roomJ = y[j] > 0 ? alpha[j] : c - alpha[j];
            double t = Math.Min(move, Math.Min(roomI, roomJ));
            alpha[i] = t == roomI ? (y[i] > 0 ? c : 0) : alpha[i] + (y[i] * t);
            alpha[j] = t == roomJ ? (y[j] > 0 ? 0 : c) : alpha[j] - (y[j] * t);
            for (int k = 0; k < count; k++)
            {
                gradient[k] += y[k] * t * (kernel[i][k] - kernel[j][k]);
            }
        }

        double[] coefficients = [.. alpha.Select((a, i) => a * y[i])];
        return new SupportVectorClassifier(rows, coefficients, Bias(y, alpha, gradient, c), gamma, converged);
    }

    /// <summary>The decision value; positive means the positive class.</summary>
    public double Decision(double[] row)
    {
        double sum = Offset;
        for (int i = 0; i < _rows.Length; i++)
        {
            if (_coefficients[i] != 0)
            {
                sum += _coefficients[i] * Kernel(_rows[i], row, Gamma);
            }
        }

        return sum;
    }

    private static (int I, int J) WorkingSet(
        double[][] kernel,
        double[] y,
        double[] alpha,
        double[] gradient,
        double c,
        double tolerance
    )
    {
        int best = -1;
        double largest = double.NegativeInfinity;
        for (int k = 0; k < y.Length; k++)
        {
            if ((y[k] > 0 ? alpha[k] < c : alpha[k] > 0) && -y[k] * gradient[k] > largest)
            {
                largest = -y[k] * gradient[k];
                best = k;
            }
        }

        int partner = -1;
        double gain = 0;
        double smallest = double.PositiveInfinity;
        for (int k = 0; k < y.Length && best >= 0; k++)
        {
            if (y[k] > 0 ? alpha[k] > 0 : alpha[k] < c)
            {
                double value = -y[k] * gradient[k];
                smallest = Math.Min(smallest, value);
                double violation = largest - value;
                double curvature = Math.Max(kernel[best][best] + kernel[k][k] - (2 * kernel[best][k]), 1e-12);
                if (violation > 0 && violation * violation / curvature > gain)
                {
                    gain = violation * violation / curvature;
                    partner = k;
                }
            }
        }

        return largest - smallest < tolerance ? (best, -1) : (best, partner);
    }

    private static double Bias(double[] y, double[] alpha, double[] gradient, double c)
    {
        double upper = double.PositiveInfinity;
        double lower = double.NegativeInfinity;
        double sum = 0;
        int free = 0;
        for (int k = 0; k < y.Length; k++)
        {
            double value = -y[k] * gradient[k];
            if (alpha[k] > 0 && alpha[k] < c)
            {
                sum += value;
                free++;
            }

            if (y[k] > 0 ? alpha[k] < c : alpha[k] > 0)
            {
                lower = Math.Max(lower, value);
            }

            if (y[k] > 0 ? alpha[k] > 0 : alpha[k] < c)
            {
                upper = Math.Min(upper, value);
            }
        }

        return free > 0 ? sum / free : (upper + lower) / 2;
    }

    private static double Kernel(double[] a, double[] b, double gamma)
    {
        double square = 0;
        for (int k = 0; k < a.Length; k++)
        {
            square += (a[k] - b[k]) * (a[k] - b[k]);
        }

        return Math.Exp(-gamma * square);
    }
}
