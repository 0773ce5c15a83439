using Unlearn.Core;

namespace Unlearn.Verification.Attacks.Reconstruction;

/// <summary>How close a reconstruction is to the truth, beside the nearest point that anyone could have guessed.</summary>
/// <param name="Cosine">Cosine of the angle between reconstruction and truth, in [-1, 1].</param>
/// <param name="MeanSquaredError">Mean squared error over columns.</param>
/// <param name="BaselineCosine">The largest cosine between the truth and a public row.</param>
/// <param name="BaselineMeanSquaredError">The smallest mean squared error between the truth and a public row.</param>
public sealed record ReconstructionQuality(
    double Cosine,
    double MeanSquaredError,
    double BaselineCosine,
    double BaselineMeanSquaredError
)
{
    /// <summary>Judges a reconstruction.</summary>
    /// <param name="row">The reconstruction.</param>
    /// <param name="truth">The deleted row, of the same length.</param>
    /// <param name="publicRows">Rows of the same distribution that the attacker has, at least one.</param>
    public static ReconstructionQuality Of(double[] row, double[] truth, IReadOnlyList<double[]> publicRows)
    {
        if (row.Length != truth.Length || publicRows.Count == 0)
        {
            throw new InputException(
                $"A reconstruction of {row.Length} columns against {truth.Length}, with {publicRows.Count} public rows: "
                    + "lengths must agree and a baseline needs a row."
            );
        }

        return new ReconstructionQuality(
            CosineOf(row, truth),
            ErrorOf(row, truth),
            publicRows.Max(p => CosineOf(p, truth)),
            publicRows.Min(p => ErrorOf(p, truth))
        );
    }

    /// <summary>Cosine of the angle between two rows; 0 where one is zero.</summary>
    public static double CosineOf(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double product = 0;
        double own = 0;
        double other = 0;
        for (int k = 0; k < a.Length; k++)
        {
            product += a[k] * b[k];
            own += a[k] * a[k];
            other += b[k] * b[k];
        }

        return own == 0 || other == 0 ? 0 : Math.Clamp(product / Math.Sqrt(own) / Math.Sqrt(other), -1, 1);
    }

    private static double ErrorOf(double[] a, double[] b) => a.Select((v, k) => (v - b[k]) * (v - b[k])).Average();
}
