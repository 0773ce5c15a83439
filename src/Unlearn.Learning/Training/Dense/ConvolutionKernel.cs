using System.Numerics;
using System.Runtime.Intrinsics;
using Unlearn.Learning.Vectors;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The sums of <see cref="LaneKernel{T, TVector}"/> for a whole group of points, in vectors as long as the processor's: their length changes no bit.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class ConvolutionKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Outputs whose gradients <see cref="Correlate"/> computes together.</summary>
    public const int OutputsAtOnce = 4;

    /// <summary>Places of their kernels.</summary>
    public const int TapsAtOnce = 3;

    private const int Lanes = LanePicture<T>.Lanes;

    /// <summary>As <see cref="LaneKernel{T, TVector}.Window"/>.</summary>
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
        if (Vector512.IsHardwareAccelerated)
        {
            Window<Points512<T>>(
                picture,
                channels,
                kernel,
                first,
                second,
                channelStep,
                tapStep,
                firstStart,
                secondStart,
                sums
            );
        }
        else
        {
            Window<Points256<T>>(
                picture,
                channels,
                kernel,
                first,
                second,
                channelStep,
                tapStep,
                firstStart,
                secondStart,
                sums
            );
        }
    }

    /// <summary>As <see cref="LaneKernel{T, TVector}.Correlate"/>.</summary>
    public static void Correlate(T** errors, int errorRow, T** inputs, int inputRow, int rows, int columns, T* sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Correlate<Points512<T>>(errors, errorRow, inputs, inputRow, rows, columns, sums);
        }
        else
        {
            Correlate<Points256<T>>(errors, errorRow, inputs, inputRow, rows, columns, sums);
        }
    }

    /// <summary>The same in vectors of one length.</summary>
    public static void Window<TVector>(
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
        where TVector : struct, IPointVector<TVector, T>
    {
        for (int lane = 0; lane < Lanes; lane += TVector.Count)
        {
            LaneKernel<T, TVector>.Window(
                new LanePicture<T>(picture.At(0, 0, 0) + lane, picture.Channel, picture.Row),
                channels,
                kernel,
                first,
                second,
                channelStep,
                tapStep,
                firstStart,
                secondStart,
                sums + lane
            );
        }
    }

    /// <summary>The same in vectors of one length.</summary>
    public static void Correlate<TVector>(
        T** errors,
        int errorRow,
        T** inputs,
        int inputRow,
        int rows,
        int columns,
        T* sums
    )
        where TVector : struct, IPointVector<TVector, T>
    {
        for (int lane = 0; lane < Lanes; lane += TVector.Count)
        {
            LaneKernel<T, TVector>.Correlate(errors, errorRow, inputs, inputRow, rows, columns, lane, sums + lane);
        }
    }
}
