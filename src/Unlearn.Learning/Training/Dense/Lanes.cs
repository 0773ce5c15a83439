using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Vector operations that exist for float and double but not generically. Lanes never mix, so a column's bits do not depend on which
/// vector or remainder it falls into.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class Lanes<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>a times b plus c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>The largest lane, NaN lanes left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greatest(Vector256<T> x)
    {
        Vector128<T> half = Vector128.Max(x.GetLower(), x.GetUpper());
        T greatest = half[0];
        for (int i = 1; i < Vector128<T>.Count; i++)
        {
            greatest = half[i] > greatest ? half[i] : greatest;
        }

        return greatest;
    }

    /// <summary>The sum of all lanes, first to last: in an order that no compiler tier chooses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Total(Vector256<T> x)
    {
        T total = x[0];
        for (int i = 1; i < Vector256<T>.Count; i++)
        {
            total += x[i];
        }

        return total;
    }

    /// <summary>The exponential of a number that is at most 0, to about one unit of rounding; results below the smallest normal number become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ExpOfNegative(Vector256<T> x) =>
        typeof(T) == typeof(float) ? ExpSingle(x.AsSingle()).As<float, T>() : ExpDouble(x.AsDouble()).As<double, T>();

    /// <summary>The hyperbolic tangent as (1 - e) / (1 + e) with e = exp(-2 |x|), which cannot overflow; absolute error about one unit of rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Tanh(Vector256<T> x)
    {
        Vector256<T> magnitude = Vector256.Abs(x);
        Vector256<T> e = ExpOfNegative(-(magnitude + magnitude));
        Vector256<T> result = (Vector256<T>.One - e) / (Vector256<T>.One + e);
        return Vector256.CopySign(result, x);
    }

    /// <summary>
    /// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| at most ln 2 / 2, and exp(r) by its Taylor series up to r^7 (the rest is below
    /// 6e-9 of the result). Twice as fast as the runtime's, which goes through double.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpSingle(Vector256<float> x)
    {
        // ln 2 in two parts: n times the first is exact for every n that occurs.
        const float High = 0.693359375f;
        const float Low = -2.12194440e-4f;
        const float Least = -87.33654f; // the logarithm of the smallest normal number
        Vector256<float> n = Vector256.Round(x * (1f / MathF.Log(2f)));
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Low), r);
        Vector256<float> sum = Vector256.Create(1f / 5040f);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 720f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 120f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 24f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 6f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(0.5f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);
        Vector256<float> power = Vector256
            .ShiftLeft(Vector256.ConvertToInt32(n) + Vector256.Create(127), 23)
            .AsSingle();
        Vector256<float> result = sum * power;
        Vector256<float> tooSmall = Vector256.LessThan(x, Vector256.Create(Least));
        return Vector256.ConditionalSelect(tooSmall, Vector256<float>.Zero, result);
    }

    /// <summary>
    /// The same in double precision, the series up to r^13 (the rest is below 1e-17 of the result). The runtime's own exponential
    /// fuses products and sums or not, depending on how it happens to be compiled, so that the first calls of a process would give
    /// other bits than later ones.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpDouble(Vector256<double> x)
    {
        // ln 2 in two parts: n times the first is exact for every n that occurs.
        const double High = 6.93147180369123816490e-01;
        const double Low = 1.90821492927058770002e-10;
        const double Least = -708.3964185322641; // the logarithm of the smallest normal number
        Vector256<double> n = Vector256.Round(x * (1.0 / 0.6931471805599453));
        Vector256<double> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Low), r);
        Vector256<double> sum = Vector256.Create(1.0 / 6227020800.0);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 479001600.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 39916800.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 3628800.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 362880.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 40320.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 5040.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 720.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 120.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 24.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 6.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(0.5));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<double>.One);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<double>.One);

        // Where x is too small to matter, n may be no integer at all; it is replaced before it becomes an exponent.
        Vector256<double> tooSmall = Vector256.LessThan(x, Vector256.Create(Least));
        Vector256<double> exponent = Vector256.ConditionalSelect(tooSmall, Vector256<double>.Zero, n);
        Vector256<double> power = Vector256
            .ShiftLeft(Vector256.ConvertToInt64(exponent) + Vector256.Create(1023L), 52)
            .AsDouble();
        return Vector256.ConditionalSelect(tooSmall, Vector256<double>.Zero, sum * power);
    }
}
