using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Members of the networks that say <see cref="Network.HasGradientsByHand"/>.</summary>
internal static class NativeMembers
{
    /// <summary>Points that are evaluated together: as many as stay in the cache, more of a chain of affine layers than of pictures.</summary>
    public static int PointsAtOnce(Network network) => network.AffineChain is null ? 2 * LanePicture<float>.Lanes : 256;

    /// <summary>Points whose gradients are added up in one pass: all of a mean, but for pictures, of which a pass keeps too much.</summary>
    /// <param name="network">The network.</param>
    /// <param name="most">Points of the largest mean.</param>
    public static int PointsOfMean(Network network, int most) =>
        network.AffineChain is null ? Math.Min(most, PointsAtOnce(network)) : most;

    /// <summary>Allocates a member.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batchSize">Points in the largest batch.</param>
    public static NativeMember<T> Of<T>(Network network, int batchSize)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        network switch
        {
            DenseNetwork dense => new DenseMember<T>(dense, batchSize),
            ConvolutionalNetwork convolutional => new ConvolutionMember<T>(convolutional, batchSize),
            _ => throw new ArgumentException($"{network.GetType().Name} has no gradients by hand.", nameof(network)),
        };
}
