using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>Batch normalisation in evaluation mode: an affine map of each channel, ((x - mean) inverse) scale + shift.</summary>
/// <param name="Mean">Running mean, [channels].</param>
/// <param name="Inverse">One over the root of the running variance plus a small constant.</param>
/// <param name="Scale">What the normalised values are multiplied by.</param>
/// <param name="Shift">What is added to them then.</param>
internal sealed record FixedStatistics(Tensor Mean, Tensor Inverse, Tensor Scale, Tensor Shift)
{
    /// <summary>By what x is multiplied in all.</summary>
    public Tensor Slope { get; } = Inverse * Scale;

    /// <summary>What is added to it then.</summary>
    public Tensor Offset => Shift.Minus(Mean * Slope);
}
