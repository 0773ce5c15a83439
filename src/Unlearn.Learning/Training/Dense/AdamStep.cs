using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Adam's step (Kingma and Ba 2015, algorithm 1), then gradient = decay w for the next batch to be added to.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct AdamStep<T> : IDenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _first;
    private readonly T[] _second;
    private readonly T _minusRate;
    private readonly T _correction;
    private readonly T _decay;

    /// <summary>One step of all weights.</summary>
    /// <param name="first">Mean of gradients, kept between steps.</param>
    /// <param name="second">Mean of squared gradients, kept between steps.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Weight decay.</param>
    public AdamStep(T[] first, T[] second, long step, double rate, double decay)
    {
        _first = first;
        _second = second;
        _minusRate = T.CreateChecked(-rate / Adam.MeanBias(step));
        _correction = T.CreateChecked(Adam.SquareCorrection(step));
        _decay = T.CreateChecked(decay);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<T> weights, Span<T> gradient, int offset, int length)
    {
        Vector256<T> beta1 = Vector256.Create(T.CreateChecked(Adam.Beta1));
        Vector256<T> beta2 = Vector256.Create(T.CreateChecked(Adam.Beta2));
        Vector256<T> epsilon = Vector256.Create(T.CreateChecked(Adam.Epsilon));
        Vector256<T> correction = Vector256.Create(_correction);
        Vector256<T> minusRate = Vector256.Create(_minusRate);
        Vector256<T> pull = Vector256.Create(_decay);
        fixed (T* w = weights.Slice(offset, length))
        fixed (T* g = gradient.Slice(offset, length))
        fixed (T* m = _first.AsSpan(offset, length))
        fixed (T* v = _second.AsSpan(offset, length))
        {
            for (int i = 0; i < length; i += Vector256<T>.Count)
            {
                Vector256<T> slope = Vector256.Load(g + i);
                Vector256<T> mean = (beta1 * Vector256.Load(m + i)) + ((Vector256<T>.One - beta1) * slope);
                Vector256<T> square = (beta2 * Vector256.Load(v + i)) + ((Vector256<T>.One - beta2) * slope * slope);
                mean.Store(m + i);
                square.Store(v + i);
                Vector256<T> direction = mean / (Vector256.Sqrt(square * correction) + epsilon);
                Vector256<T> weight = Lanes<T>.MultiplyAdd(minusRate, direction, Vector256.Load(w + i));
                weight.Store(w + i);
                (pull * weight).Store(g + i);
            }
        }
    }
}
