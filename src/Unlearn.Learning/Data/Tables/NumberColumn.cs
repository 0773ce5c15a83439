using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Collects a column of numbers, whole ones beyond 2^53 included.</summary>
internal sealed class NumberColumn
{
    private readonly List<double> _values = [];
    private double[]? _residues;

    /// <summary>Adds a number.</summary>
    public void Add(ExactNumber number)
    {
        if (number.Residue != 0)
        {
            _residues ??= [];
            Array.Resize(ref _residues, Math.Max(_residues.Length, Capacity(_values.Count + 1)));
            _residues[_values.Count] = number.Residue;
        }

        _values.Add(number.Value);
    }

    /// <summary>The number of a row as models see it.</summary>
    public float Feature(int row) => (float)_values[row];

    /// <summary>The column for queries.</summary>
    public DataColumn ToColumn()
    {
        if (_residues is null)
        {
            return DataColumn.OfNumbers([.. _values]);
        }

        var residues = new double[_values.Count];
        _residues.AsSpan(0, Math.Min(_residues.Length, residues.Length)).CopyTo(residues);
        return DataColumn.OfNumbers([.. _values], residues);
    }

    private static int Capacity(int count) =>
        Math.Max(16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
}
