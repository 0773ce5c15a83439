using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1) on tensors, as its moments' caller keeps them; <see cref="Dense.AdamStep{T}"/> is the same on native
/// buffers. Products and sums are separate operations on purpose: a fused one may round differently at the end of a row.
/// </summary>
internal static class Adam
{
    /// <summary>Decay of the mean gradient.</summary>
    public const double Beta1 = 0.9;

    /// <summary>Decay of the mean squared gradient.</summary>
    public const double Beta2 = 0.999;

    /// <summary>What is added to the root of the mean squared gradient.</summary>
    public const double Epsilon = 1e-8;

    /// <summary>Takes a gradient into both moments, in place.</summary>
    /// <param name="first">The mean gradient so far.</param>
    /// <param name="second">The mean squared gradient so far.</param>
    /// <param name="gradient">Of the same shape.</param>
    public static void Accumulate(Tensor first, Tensor second, Tensor gradient)
    {
        first.copy_(first.Times(Beta1).Plus(gradient.Times(1.0 - Beta1)));
        second.copy_(second.Times(Beta2).Plus((gradient * gradient).Times(1.0 - Beta2)));
    }

    /// <summary>The direction of a step before its rate: the mean over the root of the mean square, both freed of their start at zero.</summary>
    /// <param name="first">The mean gradient.</param>
    /// <param name="second">The mean squared gradient.</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static Tensor Direction(Tensor first, Tensor second, long step)
    {
        Tensor mean = first.Times(1.0 / (1.0 - Math.Pow(Beta1, step)));
        Tensor size = second.Times(1.0 / (1.0 - Math.Pow(Beta2, step))).sqrt().Plus(Epsilon);
        return mean / size;
    }
}
