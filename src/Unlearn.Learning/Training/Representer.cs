using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Training;

/// <summary>Last hidden layers of trained members. Members are evaluated one after another, so none depends on its company.</summary>
public static class Representer
{
    /// <summary>Representations of the same points by every member.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">Point ids, at least one; rows of the tables keep this order.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
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
        for (int member = 0; member < parameters.Members; member++)
        {
            using ParameterStack own = parameters.Slice(member, 1);
            double[] values = EvaluationPass.Run(
                data.Network,
                ids.Length,
                (start, count) => data.Tensors.Inputs(ids.AsSpan(start, count), parameters.Flat.dtype),
                batch => data.Network.Represent(own, batch),
                cancellationToken
            );
            tables.Add(new FeatureTable(values, values.Length / ids.Length));
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
