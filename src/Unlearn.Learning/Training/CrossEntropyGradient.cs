using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Gradients of the mean cross-entropy of each member's own points: by hand for softmax regression and MLP, by automatic
/// differentiation for other networks, in evaluation mode. <see cref="LossGradient"/> takes any other loss.
/// </summary>
public static class CrossEntropyGradient
{
    private const int Chunk = 64;

    /// <summary>The gradients and the mean losses.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">Point ids, a list a member; an empty list has gradient and loss zero.</param>
    /// <param name="losses">Mean loss of each member, in nats.</param>
    /// <returns>[M, width], zero in gaps; owned by the caller.</returns>
    public static Tensor Mean(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    )
    {
        if (data.Network is DenseNetwork network)
        {
            return parameters.Flat.dtype == ScalarType.Float64
                ? ByHand<double>(data, network, parameters, points, out losses)
                : ByHand<float>(data, network, parameters, points, out losses);
        }

        return Differentiated(data, parameters, points, out losses);
    }

    /// <summary>Member after member and a chunk of points after another, so that activations stay in the cache.</summary>
    private static Tensor Differentiated(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    )
    {
        Tensor gradient = zeros_like(parameters.Flat);
        losses = new double[points.Count];
        for (int m = 0; m < points.Count; m++)
        {
            using var own = new ParameterStack(parameters.Layout, parameters.Flat.narrow(0, m, 1));
            using Tensor row = gradient.narrow(0, m, 1);
            foreach (int[] ids in points[m].Chunk(Chunk))
            {
                using var scope = NewDisposeScope();
                PaddedBatch batch = data.Tensors.Batch([ids], type: parameters.Flat.dtype);
                double share = (double)ids.Length / points[m].Length;
                Tensor part = LossGradient.Of(
                    own,
                    tracked => CrossEntropy.Mean(data.Network.Predict(tracked, batch.Inputs, batch.Places), batch),
                    out double[] mean
                );
                row.Gain(part.Times(share));
                losses[m] += mean[0] * share;
            }
        }

        return gradient;
    }

    private static Tensor ByHand<T>(
        TrainingData data,
        DenseNetwork network,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor gradient = zeros_like(parameters.Flat);
        Span<T> weights = MemoryMarshal.Cast<byte, T>(parameters.Flat.bytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(gradient.bytes);
        losses = new double[points.Count];
        using var member = new DenseMember<T>(network, points.Max(static own => own.Length));
        for (int m = 0; m < points.Count; m++)
        {
            if (points[m].Length == 0)
            {
                continue;
            }

            member.Load(weights.Slice(m * width, width));
            member.Gradient.Clear();
            losses[m] =
                DenseGradient.Add(member, rows, data.Dataset.Labels, points[m], network.Classes, default(NoStep<T>))
                / points[m].Length;
            member.StoreGradient(result.Slice(m * width, width));
        }

        return gradient;
    }
}
