using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// Points as certified methods train on them: a 1 appended for the bias, and the row that results brought to norm 1, each by
/// its own norm. No class changes place under such a factor, so the weights serve the points as they are. Float64.
/// </summary>
internal sealed class UnitRows : IDisposable
{
    private UnitRows(Tensor rows, PointSet points, int[] labels, int classes)
    {
        Rows = rows;
        Points = points;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>[n, features + 1].</summary>
    public Tensor Rows { get; }

    /// <summary>What the rows are, in the same order.</summary>
    public PointSet Points { get; }

    /// <summary>Class of each row.</summary>
    public int[] Labels { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Numbers in a row.</summary>
    public int Width => (int)Rows.size(1);

    /// <summary>Reads points of a dataset.</summary>
    public static UnitRows Of(TrainingData data, PointSet points)
    {
        int features = data.Dataset.FeatureCount;
        var values = new double[points.Count * (features + 1)];
        for (int i = 0; i < points.Count; i++)
        {
            Span<double> row = values.AsSpan(i * (features + 1), features + 1);
            double squares = 1.0;
            for (int j = 0; j < features; j++)
            {
                row[j] = data.Dataset.Features[(points.Ids[i] * features) + j];
                squares += row[j] * row[j];
            }

            row[features] = 1.0;
            double norm = Math.Sqrt(squares);
            foreach (ref double value in row)
            {
                value /= norm;
            }
        }

        Tensor rows = tensor(values, [points.Count, features + 1]).Aligned().DetachFromDisposeScope();
        return new UnitRows(rows, points, [.. points.Ids.Select(id => data.Dataset.Labels[id])], data.Network.Classes);
    }

    /// <summary>Positions of some of the points.</summary>
    public int[] PositionsOf(IEnumerable<int> ids) => [.. ids.Select(id => Points.Ids.AsSpan().BinarySearch(id))];

    /// <summary>The key from which a member's noise derives.</summary>
    public static RandomKey NoiseKey(RandomKey seed, string method) => seed.Derive(method).Derive("noise");

    /// <summary>Rows of weights [classes, features + 1] as one row of a softmax regression's stack.</summary>
    public static Tensor ToRow(ParameterLayout layout, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        long features = weights.size(1) - 1;
        Tensor row = zeros([layout.Width], weights.dtype);
        ParameterShape weight = layout[DenseNetwork.Weight(0)];
        ParameterShape bias = layout[DenseNetwork.Bias(0)];
        row.narrow(0, weight.Offset, weight.Count).copy_(weights.narrow(1, 0, features).reshape(-1));
        row.narrow(0, bias.Offset, bias.Count).copy_(weights.select(1, features));
        return row.MoveToOuterDisposeScope();
    }

    /// <summary>The reverse of <see cref="ToRow"/>, float64.</summary>
    public static Tensor FromRow(ParameterLayout layout, Tensor row)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = row.to_type(ScalarType.Float64);
        ParameterShape weight = layout[DenseNetwork.Weight(0)];
        ParameterShape bias = layout[DenseNetwork.Bias(0)];
        Tensor weights = wide.narrow(0, weight.Offset, weight.Count).view(weight.Shape[0], weight.Shape[1]);
        Tensor biases = wide.narrow(0, bias.Offset, bias.Count).unsqueeze(1);
        return cat([weights, biases], 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();
}
