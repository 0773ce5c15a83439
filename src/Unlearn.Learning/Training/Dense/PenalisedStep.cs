using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// <see cref="SgdStep{T}"/> with an l1 penalty and with weights that are held back: w = w - rate v where w may move, then
/// v = momentum v + decay w + norm sign(w), to which the next batch's gradient is added. The sign of zero is zero.
/// </summary>
/// <param name="rate">Learning rate of this step.</param>
/// <param name="momentum">Momentum.</param>
/// <param name="decay">Weight decay of the next step.</param>
/// <param name="norm">Factor of the l1 penalty of the next step.</param>
/// <param name="shares">Factor of each weight's step, which is one of its gradient too: 0 where weights keep their bits; null for 1.</param>
internal readonly unsafe struct PenalisedStep<T>(
    double rate,
    double momentum,
    double decay,
    double norm,
    AlignedBuffer<T>? shares
) : IDenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusRate = T.CreateChecked(-rate);
    private readonly T _momentum = T.CreateChecked(momentum);
    private readonly T _decay = T.CreateChecked(decay);
    private readonly T _norm = T.CreateChecked(norm);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<T> weights, Span<T> gradient, int offset, int length)
    {
        Vector256<T> minusRate = Vector256.Create(_minusRate);
        Vector256<T> keep = Vector256.Create(_momentum);
        Vector256<T> pull = Vector256.Create(_decay);
        Vector256<T> norm = Vector256.Create(_norm);
        fixed (T* w = weights.Slice(offset, length))
        fixed (T* v = gradient.Slice(offset, length))
        {
            for (int i = 0; i < length; i += Vector256<T>.Count)
            {
                Vector256<T> speed = Vector256.Load(v + i);
                Vector256<T> before = Vector256.Load(w + i);
                Vector256<T> after;
                if (shares is null)
                {
                    after = Lanes<T>.MultiplyAdd(minusRate, speed, before);
                }
                else
                {
                    Vector256<T> share = Vector256.Load(shares.Start + offset + i);
                    after = Vector256.ConditionalSelect(
                        Vector256.Equals(share, Vector256<T>.Zero),
                        before,
                        Lanes<T>.MultiplyAdd(minusRate * share, speed, before)
                    );
                }

                after.Store(w + i);
                Vector256<T> slope = Lanes<T>.MultiplyAdd(pull, after, keep * speed);
                Vector256<T> up = Vector256.GreaterThan(after, Vector256<T>.Zero) & norm;
                Vector256<T> down = Vector256.LessThan(after, Vector256<T>.Zero) & norm;
                (slope + up - down).Store(v + i);
            }
        }
    }

    /// <summary>What the first batch's gradient is added to, as if a step had gone before that moved nothing.</summary>
    public void Begin(Span<T> weights, Span<T> gradient)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            T sign = weights[i] == T.Zero ? T.Zero : T.CopySign(T.One, weights[i]);
            gradient[i] = (_decay * weights[i]) + (_norm * sign);
        }
    }
}
