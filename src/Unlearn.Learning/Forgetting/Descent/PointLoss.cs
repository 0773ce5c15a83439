using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>A loss of single points: [K, B] from parameters, inputs [K, B, features] and labels [K, B].</summary>
internal delegate Tensor PointLoss(Network network, ParameterStack parameters, Tensor inputs, Tensor labels);

/// <summary>The point losses in use.</summary>
internal static class PointLosses
{
    /// <summary>Cross-entropy in nats.</summary>
    public static Tensor Entropy(Network network, ParameterStack parameters, Tensor inputs, Tensor labels) =>
        CrossEntropy.PerPoint(network.Forward(parameters, inputs), labels);
}
