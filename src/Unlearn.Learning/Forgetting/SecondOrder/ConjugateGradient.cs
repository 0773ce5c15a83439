using TorchSharp;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Conjugate gradients for all members at once (Hestenes and Stiefel 1952). A member that has converged, or whose search
/// direction has no positive curvature, keeps its iterate while the others go on: the truncated Newton rule
/// (Dembo and Steihaug 1983).
/// </summary>
internal static class ConjugateGradient
{
    /// <summary>Solves matrix * x = right for each member.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="right">[M, width].</param>
    /// <param name="iterations">Largest number of products.</param>
    /// <param name="tolerance">Relative residual at which a member is done.</param>
    /// <param name="cancellationToken">Checked at every product.</param>
    public static Tensor Solve(
        DampedHessian matrix,
        Tensor right,
        int iterations,
        double tolerance,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor solution = zeros_like(right);
        Tensor residual = right.clone();
        Tensor direction = right.clone();
        Tensor norm = Dot(residual, residual);
        Tensor enough = norm.Times(tolerance * tolerance);
        Tensor running = norm.gt(enough);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            bool[] run = running.data<bool>().ToArray();
            if (!run.Contains(true))
            {
                break;
            }

            Tensor product = matrix.Times(direction, run);
            Tensor curvature = Dot(direction, product);
            Tensor goes = running.logical_and(curvature.Exceed(0.0));
            Tensor length = where(goes, norm / curvature, zeros_like(norm));
            solution.Gain(direction * length);
            residual.Lose(product * length);
            Tensor next = Dot(residual, residual);
            direction.copy_(where(goes, residual.Plus(direction * (next / norm)), direction));
            norm.copy_(where(goes, next, norm));
            running.copy_(goes.logical_and(norm.gt(enough)));
        }

        return solution.MoveToOuterDisposeScope();
    }

    /// <summary>Inner products of rows, [M, 1].</summary>
    private static Tensor Dot(Tensor left, Tensor right) => (left * right).sum(1, keepdim: true);
}
