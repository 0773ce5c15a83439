using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Activations and their derivatives as one pass over memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class DenseActivation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Replaces every value by the activation of it. The length is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Activation activation, Span<T> values)
    {
        bool relu = activation == Activation.Relu;
        fixed (T* start = values)
        {
            for (T* at = start; at < start + values.Length; at += Vector256<T>.Count)
            {
                Vector256<T> x = Vector256.Load(at);
                // Unlike a comparison, Max lets NaN through, so that a diverged member is seen.
                (relu ? Vector256.Max(x, Vector256<T>.Zero) : Lanes<T>.Tanh(x)).Store(at);
            }
        }
    }

    /// <summary>Multiplies errors by the activation's derivative, written in terms of its value a: 1 - a^2, or [a > 0].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(Activation activation, ReadOnlySpan<T> values, Span<T> errors)
    {
        bool relu = activation == Activation.Relu;
        fixed (T* value = values)
        fixed (T* error = errors)
        {
            for (int i = 0; i < errors.Length; i += Vector256<T>.Count)
            {
                Vector256<T> a = Vector256.Load(value + i);
                Vector256<T> e = Vector256.Load(error + i);
                Vector256<T> product = relu
                    ? Vector256.ConditionalSelect(Vector256.GreaterThan(a, Vector256<T>.Zero), e, Vector256<T>.Zero)
                    : e * (Vector256<T>.One - (a * a));
                product.Store(error + i);
            }
        }
    }
}
