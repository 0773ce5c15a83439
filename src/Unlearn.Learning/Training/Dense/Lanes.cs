using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Vector operations that exist for float and double but not generically. Lanes never mix, so a column's bits do not depend on which
/// vector or remainder it falls into.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class Lanes<T>
    where T : unmanaged
{
    /// <summary>a times b plus c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>The exponential function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Exp(Vector256<T> x) =>
        typeof(T) == typeof(float)
            ? Vector256.Exp(x.AsSingle()).As<float, T>()
            : Vector256.Exp(x.AsDouble()).As<double, T>();

    /// <summary>The hyperbolic tangent as (1 - e) / (1 + e) with e = exp(-2 |x|), which cannot overflow; absolute error about one unit of rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Tanh(Vector256<T> x)
    {
        Vector256<T> magnitude = Vector256.Abs(x);
        Vector256<T> e = Exp(-(magnitude + magnitude));
        Vector256<T> result = (Vector256<T>.One - e) / (Vector256<T>.One + e);
        return Vector256.CopySign(result, x);
    }
}
