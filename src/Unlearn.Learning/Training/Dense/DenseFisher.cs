using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Means of squared gradients of single points' cross-entropy, by hand, for members of a <see cref="DenseNetwork"/>.</summary>
internal static class DenseFisher
{
    private const int Chunk = 256;

    /// <summary>The means.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">A set a member; the mean over none is zero.</param>
    /// <param name="cancellationToken">Checked at every chunk.</param>
    /// <returns>[M, width], zero in gaps; owned by the caller.</returns>
    public static Tensor Mean<T>(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = (DenseNetwork)data.Network;
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor mean = zeros_like(parameters.Flat);
        Span<T> weights = MemoryMarshal.Cast<byte, T>(parameters.Flat.bytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(mean.bytes);
        using var member = new DenseMember<T>(network, Chunk);
        for (int m = 0; m < points.Count; m++)
        {
            member.Load(weights.Slice(m * width, width));
            member.Gradient.Clear();
            foreach (int[] ids in points[m].Chunk(Chunk))
            {
                cancellationToken.ThrowIfCancellationRequested();
                SoftmaxErrors.Fill<T>(
                    member.Forward(rows, ids),
                    data.Dataset.Labels,
                    ids,
                    network.Classes,
                    member.Stride,
                    member.LogitErrors,
                    T.One
                );
                member.Backward(rows, ids, default(NoStep<T>), squares: true);
            }

            T share = T.One / T.CreateChecked(Math.Max(1, points[m].Count));
            foreach (ref T sum in member.Gradient)
            {
                sum *= share;
            }

            member.StoreGradient(result.Slice(m * width, width));
        }

        return mean;
    }
}
