using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): its constants, and its moments as tensors; <see cref="Dense.AdamStep{T}"/> is the same on native
/// buffers. Products and sums are separate operations on purpose: a fused one may round differently at the end of a row.
/// A step is w = w - rate / <see cref="MeanBias"/> times first / (sqrt(second times <see cref="SquareCorrection"/>) + <see cref="Epsilon"/>).
/// </summary>
internal static class Adam
{
    /// <summary>Decay of the mean gradient.</summary>
    public const double Beta1 = 0.9;

    /// <summary>Decay of the mean squared gradient.</summary>
    public const double Beta2 = 0.999;

    /// <summary>What is added to the root of the mean squared gradient.</summary>
    public const double Epsilon = 1e-8;

    /// <summary>By what the mean gradient is too small after so many steps from zero: 1 - beta1^steps.</summary>
    public static double MeanBias(long steps) => 1.0 - Math.Pow(Beta1, steps);

    /// <summary>What frees the mean squared gradient of its start at zero: 1 / (1 - beta2^steps).</summary>
    public static double SquareCorrection(long steps) => 1.0 / (1.0 - Math.Pow(Beta2, steps));

    /// <summary>Takes a gradient into both moments, in place.</summary>
    /// <param name="first">The mean gradient so far.</param>
    /// <param name="second">The mean squared gradient so far.</param>
    /// <param name="gradient">Of the same shape.</param>
    public static void Accumulate(Tensor first, Tensor second, Tensor gradient)
    {
        first.copy_(first.Times(Beta1).Plus(gradient.Times(1.0 - Beta1)));
        second.copy_(second.Times(Beta2).Plus((gradient * gradient).Times(1.0 - Beta2)));
    }
}
