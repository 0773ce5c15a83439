using System.Numerics;
using System.Runtime.CompilerServices;
using Unlearn.Learning.Vectors;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// The two sums that convolutions consist of, for as many points as a vector has. Every sum is one chain of fused multiply-adds in the order of channels, rows and columns,
/// whichever others are computed beside it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">Points that are computed together.</typeparam>
internal static unsafe class LaneKernel<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct, IPointVector<TVector, T>
{
    private const int Lanes = LanePicture<T>.Lanes;

    /// <summary>
    /// Sums over channels and kernels of weight times picture, at the four places of a 2 x 2 window and for two outputs: eight chains, as many as hide the
    /// latency of a multiply-add.
    /// </summary>
    /// <param name="picture">The pictures, their border included: the first place under the first kernel value of the window's first place.</param>
    /// <param name="channels">Channels to sum over.</param>
    /// <param name="kernel">Side of the kernels.</param>
    /// <param name="first">Kernel value of the first output, first channel, and first place in the order of the sum.</param>
    /// <param name="second">The same of the second output.</param>
    /// <param name="channelStep">Values from a channel's kernel to the next channel's.</param>
    /// <param name="tapStep">Values from one place of a kernel to the next: 1, or -1 to turn it upside down.</param>
    /// <param name="firstStart">What the first output's sums begin with.</param>
    /// <param name="secondStart">What the second output's do.</param>
    /// <param name="sums">Four vectors for each output, each <see cref="LanePicture{T}.Lanes"/> apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Window(
        LanePicture<T> picture,
        int channels,
        int kernel,
        T* first,
        T* second,
        int channelStep,
        int tapStep,
        T firstStart,
        T secondStart,
        T* sums
    )
    {
        TVector a0 = TVector.Create(firstStart);
        TVector a1 = a0;
        TVector a2 = a0;
        TVector a3 = a0;
        TVector b0 = TVector.Create(secondStart);
        TVector b1 = b0;
        TVector b2 = b0;
        TVector b3 = b0;
        for (int channel = 0; channel < channels; channel++)
        {
            T* a = first + ((nint)channel * channelStep);
            T* b = second + ((nint)channel * channelStep);
            for (int row = 0; row < kernel; row++)
            {
                T* top = picture.At(channel, row, 0);
                T* bottom = top + picture.Row;
                TVector topLeft = TVector.Load(top);
                TVector bottomLeft = TVector.Load(bottom);
                for (int column = 0; column < kernel; column++)
                {
                    top += Lanes;
                    bottom += Lanes;
                    TVector topRight = TVector.Load(top);
                    TVector bottomRight = TVector.Load(bottom);
                    TVector weight = TVector.Create(*a);
                    a0 = TVector.MultiplyAdd(weight, topLeft, a0);
                    a1 = TVector.MultiplyAdd(weight, topRight, a1);
                    a2 = TVector.MultiplyAdd(weight, bottomLeft, a2);
                    a3 = TVector.MultiplyAdd(weight, bottomRight, a3);
                    weight = TVector.Create(*b);
                    b0 = TVector.MultiplyAdd(weight, topLeft, b0);
                    b1 = TVector.MultiplyAdd(weight, topRight, b1);
                    b2 = TVector.MultiplyAdd(weight, bottomLeft, b2);
                    b3 = TVector.MultiplyAdd(weight, bottomRight, b3);
                    topLeft = topRight;
                    bottomLeft = bottomRight;
                    a += tapStep;
                    b += tapStep;
                }
            }
        }

        a0.Store(sums);
        a1.Store(sums + Lanes);
        a2.Store(sums + (2 * Lanes));
        a3.Store(sums + (3 * Lanes));
        b0.Store(sums + (4 * Lanes));
        b1.Store(sums + (5 * Lanes));
        b2.Store(sums + (6 * Lanes));
        b3.Store(sums + (7 * Lanes));
    }

    /// <summary>
    /// Sums over a picture's places of error times input, for four outputs and three places of their kernels: what the points add to these weights' gradients,
    /// point by point.
    /// </summary>
    /// <param name="errors">First place of each of four outputs.</param>
    /// <param name="errorRow">Values from one row of errors to the next.</param>
    /// <param name="inputs">What is under the first place at each of three places of a kernel.</param>
    /// <param name="inputRow">Values from one row of inputs to the next.</param>
    /// <param name="rows">Rows to sum over.</param>
    /// <param name="columns">Columns to sum over.</param>
    /// <param name="lane">The first point.</param>
    /// <param name="sums">Three vectors for each output, each <see cref="LanePicture{T}.Lanes"/> apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correlate(
        T** errors,
        int errorRow,
        T** inputs,
        int inputRow,
        int rows,
        int columns,
        int lane,
        T* sums
    )
    {
        TVector a0 = default,
            a1 = default,
            a2 = default;
        TVector b0 = default,
            b1 = default,
            b2 = default;
        TVector c0 = default,
            c1 = default,
            c2 = default;
        TVector d0 = default,
            d1 = default,
            d2 = default;
        for (int row = 0; row < rows; row++)
        {
            T* a = errors[0] + lane + ((nint)row * errorRow);
            T* b = errors[1] + lane + ((nint)row * errorRow);
            T* c = errors[2] + lane + ((nint)row * errorRow);
            T* d = errors[3] + lane + ((nint)row * errorRow);
            T* x0 = inputs[0] + lane + ((nint)row * inputRow);
            T* x1 = inputs[1] + lane + ((nint)row * inputRow);
            T* x2 = inputs[2] + lane + ((nint)row * inputRow);
            for (nint at = 0; at < columns * Lanes; at += Lanes)
            {
                TVector first = TVector.Load(x0 + at);
                TVector second = TVector.Load(x1 + at);
                TVector third = TVector.Load(x2 + at);
                TVector error = TVector.Load(a + at);
                a0 = TVector.MultiplyAdd(error, first, a0);
                a1 = TVector.MultiplyAdd(error, second, a1);
                a2 = TVector.MultiplyAdd(error, third, a2);
                error = TVector.Load(b + at);
                b0 = TVector.MultiplyAdd(error, first, b0);
                b1 = TVector.MultiplyAdd(error, second, b1);
                b2 = TVector.MultiplyAdd(error, third, b2);
                error = TVector.Load(c + at);
                c0 = TVector.MultiplyAdd(error, first, c0);
                c1 = TVector.MultiplyAdd(error, second, c1);
                c2 = TVector.MultiplyAdd(error, third, c2);
                error = TVector.Load(d + at);
                d0 = TVector.MultiplyAdd(error, first, d0);
                d1 = TVector.MultiplyAdd(error, second, d1);
                d2 = TVector.MultiplyAdd(error, third, d2);
            }
        }

        a0.Store(sums);
        a1.Store(sums + Lanes);
        a2.Store(sums + (2 * Lanes));
        b0.Store(sums + (3 * Lanes));
        b1.Store(sums + (4 * Lanes));
        b2.Store(sums + (5 * Lanes));
        c0.Store(sums + (6 * Lanes));
        c1.Store(sums + (7 * Lanes));
        c2.Store(sums + (8 * Lanes));
        d0.Store(sums + (9 * Lanes));
        d1.Store(sums + (10 * Lanes));
        d2.Store(sums + (11 * Lanes));
    }
}
