using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Last hidden layers of trained members. Members are evaluated one after another, so none depends on its company.</summary>
public static class Representer
{
    private const int Chunk = 512;

    /// <summary>Representations of the same points by every member.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">Point ids, at least one; rows of the tables keep this order.</param>
    /// <param name="cancellationToken">Checked between chunks.</param>
    /// <returns>One table a member.</returns>
    public static IReadOnlyList<FeatureTable> Of(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);
        int[] ids = [.. points];
        var tables = new List<FeatureTable>();
        using var untracked = no_grad();
        for (int member = 0; member < parameters.Members; member++)
        {
            using ParameterStack own = parameters.Slice(member, 1);
            var values = new List<double>();
            for (int start = 0; start < ids.Length; start += Chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope scope = NewDisposeScope();
                Tensor inputs = data.Tensors.Inputs(
                    ids.AsSpan(start, Math.Min(Chunk, ids.Length - start)),
                    parameters.Flat.dtype
                );
                Tensor features = data.Network.Represent(own, inputs).to_type(ScalarType.Float64).contiguous();
                values.AddRange(features.data<double>().ToArray());
            }

            tables.Add(new FeatureTable([.. values], values.Count / ids.Length));
        }

        return tables;
    }

    /// <summary>One table with the columns of all.</summary>
    /// <param name="tables">At least one, all of the same points.</param>
    public static FeatureTable SideBySide(IReadOnlyList<FeatureTable> tables)
    {
        if (tables.Count == 1)
        {
            return tables[0];
        }

        int width = tables.Sum(static table => table.Width);
        var values = new double[tables[0].Points * width];
        int column = 0;
        foreach (FeatureTable table in tables)
        {
            for (int point = 0; point < table.Points; point++)
            {
                table.Row(point).CopyTo(values.AsSpan((point * width) + column));
            }

            column += table.Width;
        }

        return new FeatureTable(values, width);
    }
}
