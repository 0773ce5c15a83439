using System.Globalization;
using TorchSharp;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// LiSSA: the inverse as a series, x = right + x - H x / scale, whose limit is scale times the solution (Agarwal, Bullins, Hazan,
/// JMLR 2017, section 3). It converges where the scale exceeds half the largest eigenvalue.
/// </summary>
internal static class NeumannSeries
{
    private const int PowerSteps = 20;
    private const double Margin = 1.1;
    private const double Diverging = 1e6;

    /// <summary>Solves matrix * x = right for each member.</summary>
    /// <param name="whole">The matrix itself, from which the scale is estimated.</param>
    /// <param name="sampled">The matrix of a step: an estimate from a sample, or the matrix itself.</param>
    /// <param name="right">[M, width].</param>
    /// <param name="scale">The scale; 0 for the largest eigenvalue as power iteration finds it, and a tenth more.</param>
    /// <param name="iterations">Largest number of terms.</param>
    /// <param name="tolerance">Relative size of a term at which a member is done; 0 with samples, whose terms stay noisy.</param>
    /// <param name="cancellationToken">Checked at every product.</param>
    /// <exception cref="DivergedException">The scale is too small.</exception>
    public static Tensor Solve(
        DampedHessian whole,
        Func<int, DampedHessian> sampled,
        Tensor right,
        double scale,
        int iterations,
        double tolerance,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor inverse =
            scale > 0.0
                ? zeros_like(Norm(right)).Plus(1.0 / scale)
                : (LargestEigenvalue(whole, right, cancellationToken).Times(Margin)).reciprocal();
        Tensor sum = right.clone();
        Tensor size = Norm(right);
        Tensor running = size.Exceed(0.0);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            bool[] run = running.data<bool>().ToArray();
            if (!run.Contains(true))
            {
                break;
            }

            Tensor term = right.Minus(sampled(iteration).Times(sum, run) * inverse);
            sum.Gain(where(running, term, zeros_like(term)));
            Tensor terms = Norm(term);
            Check(terms, size, inverse, run);
            running.copy_(running.logical_and(terms.gt(size.Times(tolerance))));
        }

        return (sum * inverse).MoveToOuterDisposeScope();
    }

    private static Tensor LargestEigenvalue(DampedHessian matrix, Tensor right, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vector = right.clone();
        Tensor size = Norm(vector).AtLeast(double.Epsilon);
        for (int step = 0; step < PowerSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vector = matrix.Times(vector / size);
            size = Norm(vector).AtLeast(1e-300);
        }

        return size.MoveToOuterDisposeScope();
    }

    private static void Check(Tensor terms, Tensor size, Tensor inverse, bool[] run)
    {
        double[] growth = (terms / size).data<double>().ToArray();
        for (int member = 0; member < run.Length; member++)
        {
            if (run[member] && !(growth[member] < Diverging))
            {
                double scale = 1.0 / inverse.data<double>()[member];
                throw new DivergedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Method 'influence': the series of solver 'lissa' grows without end for member {member}: scale {scale:G3} is below half the matrix's largest eigenvalue. Give a larger scale, or 0 to have it estimated."
                    ),
                    [growth[member]]
                );
            }
        }
    }

    /// <summary>Lengths of rows, [M, 1].</summary>
    private static Tensor Norm(Tensor rows) => (rows * rows).sum(1, keepdim: true).sqrt();
}
