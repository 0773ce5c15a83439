using System.Globalization;
using TorchSharp;
using Unlearn.Core;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>Forms the matrix column by column and factorises it.</summary>
internal static class DirectSolver
{
    /// <summary>The largest number of parameters whose matrix is formed: 4,096 squared in float64 is 134 MB.</summary>
    public const int Limit = 4096;

    /// <summary>Why a model's matrix cannot be formed, or null.</summary>
    public static string? RefusalOf(ParameterLayout layout)
    {
        return layout.Count <= Limit
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Method 'influence': solver 'exact' forms the whole Hessian and takes at most {Limit} parameters; this model has {layout.Count}. Use solver: conjugate-gradient."
            );
    }

    /// <summary>Solves matrix * x = right for each member.</summary>
    /// <exception cref="InputException">The model is too large.</exception>
    public static Tensor Solve(DampedHessian matrix, Tensor right, CancellationToken cancellationToken)
    {
        if (RefusalOf(matrix.Layout) is { } why)
        {
            throw new InputException(why);
        }

        int[] positions = Positions(matrix.Layout);
        using DisposeScope outer = NewDisposeScope();
        long members = right.size(0);
        Tensor index = tensor([.. positions.Select(static position => (long)position)]);
        Tensor dense = zeros([members, positions.Length, positions.Length], right.dtype);
        if (matrix.Dense(0) is { } first)
        {
            dense.select(0, 0).copy_(first);
            for (int member = 1; member < members; member++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                dense.select(0, member).copy_(matrix.Dense(member)!);
            }
        }
        else
        {
            FillByColumns(dense, matrix, right, positions, index, cancellationToken);
        }

        Tensor symmetric = dense.Plus(dense.transpose(1, 2)).Times(0.5);
        Tensor solved = linalg.solve(symmetric, right.index_select(1, index).unsqueeze(2)).squeeze(2);
        Tensor result = zeros_like(right);
        result.index_copy_(1, index, solved);
        return result.MoveToOuterDisposeScope();
    }

    private static void FillByColumns(
        Tensor dense,
        DampedHessian matrix,
        Tensor right,
        int[] positions,
        Tensor index,
        CancellationToken cancellationToken
    )
    {
        for (int column = 0; column < positions.Length; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor unit = zeros_like(right);
            unit.narrow(1, positions[column], 1).copy_(ones([right.size(0), 1], right.dtype));
            dense.select(2, column).copy_(matrix.Times(unit).index_select(1, index));
        }
    }

    private static int[] Positions(ParameterLayout layout) =>
        [
            .. layout
                .Parameters.Where(static parameter => parameter.Trainable)
                .SelectMany(static parameter => Enumerable.Range(parameter.Offset, parameter.Count)),
        ];
}
