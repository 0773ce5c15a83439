using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Pooling and activation of a 2 x 2 window in one go: activations grow with their sums, so the largest activation is that of the largest sum.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class MaximumPooling<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lanes = LanePicture<T>.Lanes;

    /// <summary>The activation of the largest of four sums.</summary>
    /// <param name="sums">Those of the window's places, vectors <see cref="LanePicture{T}.Lanes"/> apart.</param>
    /// <param name="activation">The function.</param>
    /// <param name="value">What comes out.</param>
    /// <param name="winner">The place of the largest sum, 0 to 3, the first one where several are equal; null where it is not wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* sums, Activation activation, T* value, T* winner)
    {
        for (int lane = 0; lane < Lanes; lane += Vector256<T>.Count)
        {
            Vector256<T> s0 = Vector256.Load(sums + lane);
            Vector256<T> s1 = Vector256.Load(sums + lane + Lanes);
            Vector256<T> s2 = Vector256.Load(sums + lane + (2 * Lanes));
            Vector256<T> s3 = Vector256.Load(sums + lane + (3 * Lanes));

            // Unlike a comparison, Max lets NaN through, so that a diverged member is seen.
            Vector256<T> most = Vector256.Max(Vector256.Max(s0, s1), Vector256.Max(s2, s3));
            if (winner is not null)
            {
                Vector256<T> place = Vector256.ConditionalSelect(Vector256.Equals(s2, most), Place(2), Place(3));
                place = Vector256.ConditionalSelect(Vector256.Equals(s1, most), Place(1), place);
                place = Vector256.ConditionalSelect(Vector256.Equals(s0, most), Place(0), place);
                place.Store(winner + lane);
            }

            Vector256<T> active =
                activation == Activation.Relu ? Vector256.Max(most, Vector256<T>.Zero) : Lanes<T>.Tanh(most);
            active.Store(value + lane);
        }
    }

    /// <summary>Errors of four sums from that of what came out: all of it is the largest sum's.</summary>
    /// <param name="error">Of what came out.</param>
    /// <param name="value">What came out.</param>
    /// <param name="winner">The place of the largest sum.</param>
    /// <param name="activation">The function.</param>
    /// <param name="top">The window's upper two places.</param>
    /// <param name="bottom">Its lower two places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* error, T* value, T* winner, Activation activation, T* top, T* bottom)
    {
        for (int lane = 0; lane < Lanes; lane += Vector256<T>.Count)
        {
            Vector256<T> a = Vector256.Load(value + lane);
            Vector256<T> e = Vector256.Load(error + lane);
            Vector256<T> sum =
                activation == Activation.Relu
                    ? Vector256.ConditionalSelect(Vector256.GreaterThan(a, Vector256<T>.Zero), e, Vector256<T>.Zero)
                    : e * (Vector256<T>.One - (a * a));
            Vector256<T> place = Vector256.Load(winner + lane);
            (Vector256.Equals(place, Place(0)) & sum).Store(top + lane);
            (Vector256.Equals(place, Place(1)) & sum).Store(top + lane + Lanes);
            (Vector256.Equals(place, Place(2)) & sum).Store(bottom + lane);
            (Vector256.Equals(place, Place(3)) & sum).Store(bottom + lane + Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Place(int number) => Vector256.Create(T.CreateChecked(number));
}
