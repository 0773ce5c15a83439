using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Members of the networks that say <see cref="Network.HasGradientsByHand"/>.</summary>
internal static class NativeMembers
{
    /// <summary>Points that are evaluated together: as many as stay in the cache.</summary>
    public static int PointsAtOnce(Network network) => network is DenseNetwork ? 256 : 2 * LanePicture<float>.Lanes;

    /// <summary>Points whose gradients are added up in one pass: all of a mean, but for pictures, of which a pass keeps too much.</summary>
    /// <param name="network">The network.</param>
    /// <param name="most">Points of the largest mean.</param>
    public static int PointsOfMean(Network network, int most) =>
        network is DenseNetwork ? most : Math.Min(most, PointsAtOnce(network));

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
