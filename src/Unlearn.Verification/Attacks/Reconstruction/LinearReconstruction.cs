using MathNet.Numerics.LinearAlgebra;
using Unlearn.Core;

namespace Unlearn.Verification.Attacks.Reconstruction;

/// <summary>
/// Recovers the row that was deleted from a ridge regression: with H the Gram matrix of the other rows plus the penalty,
/// H (w_after - w_before) = (x'w_before - y) x, exactly (Bertran et al. 2024, section 3).
/// </summary>
public static class LinearReconstruction
{
    /// <summary>The deleted row.</summary>
    /// <param name="rows">The retained rows, or public ones whose Gram matrix stands in for theirs.</param>
    /// <param name="ridge">lambda of the objective sum of (x'w - y)^2 + lambda ||w||^2, at least 0.</param>
    /// <param name="before">Weights with the row.</param>
    /// <param name="after">Weights without it.</param>
    /// <param name="constant">The column that is 1 in every row and gives the scale; -1 if there is none.</param>
    /// <exception cref="InputException">
    /// Lengths disagree, a number is not finite, the weights are equal, or the constant is no column or 0 in the deleted row.
    /// </exception>
    public static Reconstructed Recover(
        IReadOnlyList<double[]> rows,
        double ridge,
        double[] before,
        double[] after,
        int constant = -1
    )
    {
        int width = before.Length;
        if (after.Length != width || rows.Count == 0 || rows.Any(r => r.Length != width))
        {
            throw new InputException("Weights and rows of a reconstruction must have the same number of columns.");
        }

        Matrix<double> x = Matrix<double>.Build.Dense(rows.Count, width, (i, k) => rows[i][k]);
        Vector<double> difference = Vector<double>.Build.Dense(width, k => after[k] - before[k]);
        Vector<double> direction = x.TransposeThisAndMultiply(x * difference) + (ridge * difference);
        return Scale(direction.ToArray(), constant, null);
    }

    internal static Reconstructed Scale(double[] direction, int constant, int? label)
    {
        if (constant < -1 || constant >= direction.Length)
        {
            throw new InputException(
                $"The constant is column {constant}, but the rows have {direction.Length} columns, counted from 0 (-1: none is constant)."
            );
        }

        double length = Math.Sqrt(direction.Sum(v => v * v));
        if (!double.IsFinite(length))
        {
            throw new InputException("Weights and rows of a reconstruction must be finite.");
        }

        if (length == 0)
        {
            throw new InputException("The weights before and after are equal: nothing can be reconstructed.");
        }

        double scale = constant >= 0 ? direction[constant] : length;
        if (scale == 0)
        {
            throw new InputException(
                $"Column {constant} of the deleted row is 0, so it is not the constant: name the column that is 1 in every row, or none."
            );
        }

        return new Reconstructed([.. direction.Select(v => v / scale)], label, constant >= 0);
    }
}
