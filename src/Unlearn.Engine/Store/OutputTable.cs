using System.Diagnostics.CodeAnalysis;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Store;

/// <summary>One member's outputs on a set of points.</summary>
/// <param name="Points">The points.</param>
/// <param name="Values">
/// A row of logits a point, in ascending order of ids; float32, as networks compute: widening is exact, and half the memory is not.
/// </param>
/// <param name="Classes">Length of a row.</param>
internal sealed record OutputTable(PointSet Points, float[] Values, int Classes)
{
    /// <summary>Memory that it takes.</summary>
    public long Bytes => (Values.LongLength * sizeof(float)) + ((long)Points.Count * sizeof(int));

    /// <summary>The outputs on some of the points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="rows">Their outputs in float64; null where one of them has none here.</param>
    public bool TryGet(PointSet points, [NotNullWhen(true)] out LogitTable? rows)
    {
        var values = new double[points.Count * Classes];
        rows = TryCopy(points, values, Widen) ? new LogitTable(values, Classes) : null;
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

        var values = new float[both.Count * Classes];
        TryCopy(both, values, static (from, to) => from.CopyTo(to));
        return new OutputTable(both, values, Classes);
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
        var values = new float[points.Count * Classes];
        int mine = 0;
        int theirs = 0;
        for (int row = 0; row < points.Count; row++)
        {
            bool own = mine < Points.Count && Points.Ids[mine] == points.Ids[row];
            ReadOnlySpan<float> from = own ? Row(mine++) : other.Row(theirs++);
            from.CopyTo(values.AsSpan(row * Classes));
        }

        return new OutputTable(points, values, Classes);
    }

    private ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Classes, Classes);

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

            copy(Row(row), values.AsSpan(i * Classes, Classes));
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
