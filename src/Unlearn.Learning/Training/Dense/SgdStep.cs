using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Gradient descent with momentum on a buffer that serves as gradient and velocity at once: w = w - rate v, then
/// v = momentum v + decay w, to which the next batch's gradient is added.
/// </summary>
internal readonly unsafe struct SgdStep<T>(double rate, double momentum, double decay) : IDenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusRate = T.CreateChecked(-rate);
    private readonly T _momentum = T.CreateChecked(momentum);
    private readonly T _decay = T.CreateChecked(decay);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<T> weights, Span<T> gradient, int offset, int length)
    {
        Vector256<T> minusRate = Vector256.Create(_minusRate);
        Vector256<T> keep = Vector256.Create(_momentum);
        Vector256<T> pull = Vector256.Create(_decay);
        fixed (T* w = weights.Slice(offset, length))
        fixed (T* v = gradient.Slice(offset, length))
        {
            for (int i = 0; i < length; i += Vector256<T>.Count)
            {
                Vector256<T> speed = Vector256.Load(v + i);
                Vector256<T> weight = Lanes<T>.MultiplyAdd(minusRate, speed, Vector256.Load(w + i));
                weight.Store(w + i);
                Lanes<T>.MultiplyAdd(pull, weight, keep * speed).Store(v + i);
            }
        }
    }
}
