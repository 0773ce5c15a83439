using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Optimiser steps as one pass over memory. Lengths are multiples of 16.</summary>
internal static unsafe class DenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// w = w - rate v, then v = momentum v + decay w: what the next batch's gradient is added to. One pass does the end of one step and
    /// the start of the next, so no gradient is ever stored apart from the velocity.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd(Span<T> weights, Span<T> velocity, double rate, double momentum, double decay)
    {
        Vector256<T> minusRate = Vector256.Create(T.CreateChecked(-rate));
        Vector256<T> keep = Vector256.Create(T.CreateChecked(momentum));
        Vector256<T> pull = Vector256.Create(T.CreateChecked(decay));
        fixed (T* w = weights)
        fixed (T* v = velocity)
        {
            for (int i = 0; i < weights.Length; i += Vector256<T>.Count)
            {
                Vector256<T> speed = Vector256.Load(v + i);
                Vector256<T> weight = Lanes<T>.MultiplyAdd(minusRate, speed, Vector256.Load(w + i));
                weight.Store(w + i);
                Lanes<T>.MultiplyAdd(pull, weight, keep * speed).Store(v + i);
            }
        }
    }

    /// <summary>Adam's step (Kingma and Ba 2015, algorithm 1), then gradient = decay w for the next batch to be added to.</summary>
    /// <param name="weights">Changed.</param>
    /// <param name="gradient">Includes the decay already.</param>
    /// <param name="first">Mean of gradients.</param>
    /// <param name="second">Mean of squared gradients.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Weight decay.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(
        Span<T> weights,
        Span<T> gradient,
        Span<T> first,
        Span<T> second,
        long step,
        double rate,
        double decay
    )
    {
        Vector256<T> beta1 = Vector256.Create(T.CreateChecked(StackOptimizer.Beta1));
        Vector256<T> beta2 = Vector256.Create(T.CreateChecked(StackOptimizer.Beta2));
        Vector256<T> epsilon = Vector256.Create(T.CreateChecked(StackOptimizer.Epsilon));
        Vector256<T> correction = Vector256.Create(T.CreateChecked(1.0 / (1.0 - Math.Pow(StackOptimizer.Beta2, step))));
        Vector256<T> minusRate = Vector256.Create(
            T.CreateChecked(-rate / (1.0 - Math.Pow(StackOptimizer.Beta1, step)))
        );
        Vector256<T> pull = Vector256.Create(T.CreateChecked(decay));
        fixed (T* w = weights)
        fixed (T* g = gradient)
        fixed (T* m = first)
        fixed (T* v = second)
        {
            for (int i = 0; i < weights.Length; i += Vector256<T>.Count)
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
