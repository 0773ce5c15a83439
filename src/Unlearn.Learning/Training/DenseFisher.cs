using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Means of squared gradients of single points' cross-entropy, by hand.</summary>
internal static class DenseFisher
{
    /// <summary>Of the true labels' cross-entropy: the diagonal of the empirical Fisher matrix.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">A set a member; the mean over none is zero.</param>
    /// <param name="cancellationToken">Checked at every chunk.</param>
    /// <returns>[M, width], zero in gaps; owned by the caller.</returns>
    public static Tensor Empirical<T>(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Mean<T>(data, parameters, points, [data.Dataset.Labels], weighted: false, cancellationToken);

    /// <summary>
    /// Of every class's cross-entropy, weighted by the model's probability of the class: the diagonal of the true Fisher matrix.
    /// </summary>
    /// <inheritdoc cref="Empirical" />
    public static Tensor Expected<T>(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[][] labels =
        [
            .. Enumerable
                .Range(0, data.Network.Classes)
                .Select(label => Enumerable.Repeat(label, data.Dataset.Count).ToArray()),
        ];
        return Mean<T>(data, parameters, points, labels, weighted: true, cancellationToken);
    }

    private static Tensor Mean<T>(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        IReadOnlyList<int[]> labels,
        bool weighted,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Network network = data.Network;
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor mean = zeros_like(parameters.Flat);
        Span<T> result = MemoryMarshal.Cast<byte, T>(mean.bytes);
        int size = NativeMembers.PointsAtOnce(network);
        using NativeMember<T> member = NativeMembers.Of<T>(network, size);
        for (int m = 0; m < points.Count; m++)
        {
            member.Load(parameters.Row<T>(m));
            member.Gradient.Clear();
            foreach (int[] ids in points[m].Chunk(size))
            {
                foreach (int[] classes in labels)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Span<T> logits = member.Forward(rows, ids);
                    SoftmaxErrors.Fill<T>(
                        logits,
                        classes,
                        ids,
                        network.Classes,
                        member.Stride,
                        member.LogitErrors,
                        T.One
                    );
                    if (weighted)
                    {
                        Weigh(member.LogitErrors, ids.Length, member.Stride, classes[0]);
                    }

                    member.Backward(rows, ids, default(NoStep<T>), squares: true);
                }
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

    /// <summary>
    /// Scales each point's errors by the root of its probability of a class, which the squares of everything below then carry once.
    /// </summary>
    private static void Weigh<T>(Span<T> errors, int points, int stride, int label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int point = 0; point < points; point++)
        {
            Span<T> row = errors.Slice(point * stride, stride);
            T root = T.Sqrt(T.Max(T.Zero, T.One + row[label])); // the error of the target is its probability minus one
            foreach (ref T error in row)
            {
                error *= root;
            }
        }
    }
}
