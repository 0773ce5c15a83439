using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>One batch of every member: rows beyond a member's own points are padding of weight zero.</summary>
/// <param name="Inputs">[M, B, features].</param>
/// <param name="Labels">[M, B], 64-bit class numbers; padding has class 0.</param>
/// <param name="Weights">[M, B]: one over the member's number of real points, or 0 for padding, so that a weighted sum is a mean.</param>
public sealed record StackBatch(Tensor Inputs, Tensor Labels, Tensor Weights)
{
    /// <summary>
    /// [M, P]: where a network of sequences is asked (<see cref="Models.Network.Predict"/>), labels and weights being [M, P] too, one per labelled
    /// token; null for classifiers, which are asked once for each point.
    /// </summary>
    public Tensor? Places { get; init; }
}
