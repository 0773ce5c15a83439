using MathNet.Numerics.LinearAlgebra;
using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// Linear centred kernel alignment (Kornblith et al. 2019, equation 10): ||Y'X||^2/(||X'X|| ||Y'Y||) of centred columns; 1
/// for representations that agree up to rotation and scale.
/// </summary>
public static class CentredKernelAlignment
{
    /// <summary>The alignment of two representations of the same points, in [0, 1].</summary>
    /// <param name="first">Representations, one row per point.</param>
    /// <param name="second">Representations of the same points; the width may differ.</param>
    /// <exception cref="InputException">The numbers of points differ, or a representation is constant.</exception>
    public static double Of(FeatureTable first, FeatureTable second)
    {
        if (first.Points != second.Points)
        {
            throw new InputException(
                $"{first.Points} and {second.Points} points: an alignment compares the same points."
            );
        }

        Matrix<double> x = Centred(first);
        Matrix<double> y = Centred(second);
        double own = x.TransposeThisAndMultiply(x).FrobeniusNorm();
        double other = y.TransposeThisAndMultiply(y).FrobeniusNorm();
        if (own == 0 || other == 0)
        {
            throw new InputException("A representation is the same for every point: no alignment is defined.");
        }

        double cross = y.TransposeThisAndMultiply(x).FrobeniusNorm();
        return Math.Clamp(cross * cross / (own * other), 0, 1);
    }

    private static Matrix<double> Centred(FeatureTable table)
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(table.Points, table.Width, (i, k) => table.Row(i)[k]);
        Vector<double> means = matrix.ColumnSums() / table.Points;
        return Matrix<double>.Build.Dense(table.Points, table.Width, (i, k) => matrix[i, k] - means[k]);
    }
}
