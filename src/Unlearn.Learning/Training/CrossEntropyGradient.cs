using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Gradients of the mean cross-entropy of each member's own points: by hand for softmax regression and MLP, by automatic
/// differentiation for other networks, in evaluation mode. <see cref="LossGradient"/> takes any other loss.
/// </summary>
public static class CrossEntropyGradient
{
    /// <summary>The gradients and the mean losses.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">Point ids, one list per member; an empty list has gradient and loss zero.</param>
    /// <param name="losses">Mean loss of each member, in nats.</param>
    /// <returns>[M, width], zero in gaps; owned by the caller.</returns>
    public static Tensor Mean(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    ) => Backends.Of(data.Network).MeanGradient(data, parameters, points, out losses);
}
