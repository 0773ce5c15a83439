using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training;

/// <summary>Which backend computes a network: the one place that decides it, from what the network says of itself.</summary>
internal static class Backends
{
    private static readonly IBackend Dense = new DenseBackend();
    private static readonly IBackend Autograd = new AutogradBackend();

    /// <summary>The backend of a network.</summary>
    public static IBackend Of(Network network) => network.HasGradientsByHand ? Dense : Autograd;
}
