using System.Numerics;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Training;

/// <summary>Logits by hand; a point's logits depend on no other point, bit for bit.</summary>
internal static class DensePrediction
{
    /// <summary>One table a member, rows in the order of the points.</summary>
    public static LogitTable[] Logits<T>(
        TrainingData data,
        ParameterStack parameters,
        int[] points,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Network network = data.Network;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        int size = NativeMembers.PointsAtOnce(network);
        using NativeMember<T> member = NativeMembers.Of<T>(network, Math.Min(size, points.Length));
        var tables = new LogitTable[parameters.Members];
        for (int m = 0; m < tables.Length; m++)
        {
            member.Load(parameters.Row<T>(m));
            var values = new double[points.Length * network.Classes];
            for (int start = 0; start < points.Length; start += size)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<int> chunk = points.AsSpan(start, Math.Min(size, points.Length - start));
                ReadOnlySpan<T> logits = member.Forward(rows, chunk, keep: false);
                for (int i = 0; i < chunk.Length; i++)
                {
                    for (int c = 0; c < network.Classes; c++)
                    {
                        values[((start + i) * network.Classes) + c] = double.CreateChecked(
                            logits[(i * member.Stride) + c]
                        );
                    }
                }
            }

            tables[m] = new LogitTable(values, network.Classes);
        }

        return tables;
    }
}
