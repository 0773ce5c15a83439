using System.Diagnostics.CodeAnalysis;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Store;

/// <summary>One member's outputs on a set of points.</summary>
/// <param name="Points">The points.</param>
/// <param name="Values">
/// What its objective keeps of the answer to each point, logits of a classifier, in ascending order of ids; float32, as networks compute: widening is exact, and half the memory is not.
/// </param>
/// <param name="Columns">Length of a row: see <see cref="Learning.Objectives.Objective.Columns"/>.</param>
internal sealed record OutputTable(PointSet Points, float[] Values, int Columns)
{
    /// <summary>Memory that it takes.</summary>
    public long Bytes => (Values.LongLength * sizeof(float)) + ((long)Points.Count * sizeof(int));

    /// <summary>The outputs on some of the points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="rows">Their outputs in float64; null where one of them has none here.</param>
    public bool TryGet(PointSet points, [NotNullWhen(true)] out double[]? rows)
    {
        var values = new double[points.Count * Columns];
        rows = TryCopy(points, values, Widen) ? values : null;
        return rows is not null;
    }

    /// <summary>Its outputs on those of the points that it has.</summary>
    public OutputTable On(PointSet points)
    {
        PointSet both = points.Intersect(Points);
        if (both.Count == Points.Count)
        {
            return this;
        }

        var values = new float[both.Count * Columns];
        TryCopy(both, values, static (from, to) => from.CopyTo(to));
        return new OutputTable(both, values, Columns);
    }

    /// <summary>The outputs of both.</summary>
    /// <param name="other">Outputs of the same member on other points.</param>
    public OutputTable With(OutputTable other)
    {
        if (other.Points.Count == 0)
        {
            return this;
        }

        var points = PointSet.Union([Points, other.Points]);
        var values = new float[points.Count * Columns];
        int mine = 0;
        int theirs = 0;
        for (int row = 0; row < points.Count; row++)
        {
            bool own = mine < Points.Count && Points.Ids[mine] == points.Ids[row];
            ReadOnlySpan<float> from = own ? Row(mine++) : other.Row(theirs++);
            from.CopyTo(values.AsSpan(row * Columns));
        }

        return new OutputTable(points, values, Columns);
    }

    private ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    private bool TryCopy<T>(PointSet points, T[] values, Action<ReadOnlySpan<float>, Span<T>> copy)
    {
        int row = 0;
        for (int i = 0; i < points.Count; i++)
        {
            while (row < Points.Count && Points.Ids[row] < points.Ids[i])
            {
                row++;
            }

            if (row == Points.Count || Points.Ids[row] != points.Ids[i])
            {
                return false;
            }

            copy(Row(row), values.AsSpan(i * Columns, Columns));
        }

        return true;
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }
}
