using System.Collections.Immutable;

namespace Unlearn.Learning.Data;

/// <summary>A column that queries may name: a number or a text for each point, in the units of the file.</summary>
public sealed class DataColumn
{
    private readonly double[]? _residues;

    private DataColumn(double[] values, double[]? residues, ImmutableArray<string> texts)
    {
        Values = values;
        _residues = residues;
        Texts = texts;
    }

    /// <summary>A number a point, or the position of its text in <see cref="Texts"/>; not-a-number where it is missing.</summary>
    public double[] Values { get; }

    /// <summary>The distinct texts, sorted; empty for a column of numbers.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>Whether it holds texts.</summary>
    public bool HoldsTexts => !Texts.IsEmpty;

    /// <summary>The number of a point, whole numbers beyond 2^53 included, or the position of its text.</summary>
    public ExactNumber this[int point] => new(Values[point], _residues?[point] ?? 0);

    /// <summary>A column of numbers.</summary>
    /// <param name="values">A number a point.</param>
    /// <param name="residues">What float64 took off each; null: nothing.</param>
    public static DataColumn OfNumbers(double[] values, double[]? residues = null) => new(values, residues, []);

    /// <summary>A column of texts.</summary>
    /// <param name="texts">The distinct ones, sorted; at least one.</param>
    /// <param name="positions">The position of each point's text.</param>
    public static DataColumn OfTexts(ImmutableArray<string> texts, IEnumerable<int> positions) =>
        new([.. positions.Select(static position => (double)position)], null, texts);

    /// <summary>The column with copies of some points behind the last one.</summary>
    public DataColumn With(IReadOnlyList<int> copies) =>
        new(Copy(Values, copies), _residues is null ? null : Copy(_residues, copies), Texts);

    private static double[] Copy(double[] values, IReadOnlyList<int> copies) =>
        [.. values, .. copies.Select(point => values[point])];
}
