using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// One affine layer on a batch. Mathematics: with Z = A W + b, loss L and D = dL/dZ: dL/dW = A^T D, dL/db = sum D, dL/dA = D W^T.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class AffineKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gives every point of a batch a layer's bias, the last row of its matrix, to which products are then added.</summary>
    public static void StartFromBias(DenseLayer layer, T* matrix, T* values, int points)
    {
        var bias = new ReadOnlySpan<T>(matrix + ((nint)layer.Inputs * layer.Columns), layer.Columns);
        for (int point = 0; point < points; point++)
        {
            bias.CopyTo(new Span<T>(values + ((nint)point * layer.Columns), layer.Columns));
        }
    }

    /// <summary>Z from A: points times the layer's columns.</summary>
    public static void Forward(DenseLayer layer, T* matrix, T* inputs, int inputStride, T* values, int points)
    {
        StartFromBias(layer, matrix, values, points);
        MatrixKernel<T>.MultiplyAdd(inputs, inputStride, matrix, values, points, layer.Inputs, layer.Columns);
    }

    /// <summary>Adds dL/dW and dL/db.</summary>
    public static void AddGradient(DenseLayer layer, T* inputs, int inputStride, T* errors, T* gradient, int points)
    {
        MatrixKernel<T>.TransposedMultiplyAdd(
            inputs,
            inputStride,
            errors,
            gradient,
            layer.Columns,
            points,
            layer.Inputs,
            layer.Columns
        );
        AddRows(errors, points, gradient + ((nint)layer.Inputs * layer.Columns), layer.Columns);
    }

    /// <summary>dL/dA from D.</summary>
    /// <param name="layer">Sizes.</param>
    /// <param name="matrix">W.</param>
    /// <param name="errors">D.</param>
    /// <param name="below">dL/dA, rows of <paramref name="stride"/> values.</param>
    /// <param name="stride">The layer's inputs, padded to 16.</param>
    /// <param name="points">Rows.</param>
    /// <param name="transposed">Room for the outputs times the stride.</param>
    public static void ErrorsBelow(
        DenseLayer layer,
        T* matrix,
        T* errors,
        T* below,
        int stride,
        int points,
        T* transposed
    )
    {
        Transpose(layer, matrix, transposed, stride);
        new Span<T>(below, points * stride).Clear();
        MatrixKernel<T>.MultiplyAdd(errors, layer.Columns, transposed, below, points, layer.Outputs, stride);
    }

    /// <summary>Adds rows to a sum.</summary>
    public static void AddRows(T* rows, int count, T* sum, int columns)
    {
        for (int column = 0; column < columns; column += Vector256<T>.Count)
        {
            Vector256<T> total = Vector256.Load(sum + column);
            for (int row = 0; row < count; row++)
            {
                total += Vector256.Load(rows + ((nint)row * columns) + column);
            }

            total.Store(sum + column);
        }
    }

    /// <summary>Outputs x inputs, rows padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(DenseLayer layer, T* weights, T* transposed, int stride)
    {
        for (int output = 0; output < layer.Outputs; output++)
        {
            T* from = weights + output;
            T* to = transposed + ((nint)output * stride);
            for (int input = 0; input < layer.Inputs; input++)
            {
                to[input] = *from;
                from += layer.Columns;
            }
        }
    }
}
