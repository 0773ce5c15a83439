namespace Unlearn.Verification.Auditing;

/// <summary>Named arrays with the checks that figures on plain numbers need: there, finite, of the right shape.</summary>
public sealed class ArraySet
{
    private readonly Dictionary<string, NamedArray> _arrays = new(StringComparer.Ordinal);

    /// <summary>Checks the arrays one by one.</summary>
    /// <exception cref="InputException">A name is there twice, a shape is not filled, or a value is not finite.</exception>
    public ArraySet(IEnumerable<NamedArray> arrays)
    {
        foreach (NamedArray array in arrays)
        {
            ArrayValues.Check(array);
            if (!_arrays.TryAdd(array.Name, array))
            {
                throw new InputException($"'{array.Name}' is given twice.");
            }
        }
    }

    /// <summary>All arrays, in the order given.</summary>
    public IReadOnlyCollection<NamedArray> All => _arrays.Values;

    /// <summary>Whether an array is there.</summary>
    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>The array.</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public NamedArray Require(string name) =>
        _arrays.GetValueOrDefault(name) ?? throw new InputException($"There is no array '{name}'.");

    /// <summary>All values in row-major order, whatever the shape; at least one.</summary>
    public double[] Values(string name) =>
        Require(name).Values is { Length: > 0 } values ? values : throw new InputException($"'{name}' is empty.");

    /// <summary>A single number.</summary>
    public double Number(string name) =>
        Values(name) is [var only]
            ? only
            : throw new InputException($"'{name}' has shape {Require(name).ShapeText}, expected a single value.");

    /// <summary>A list of numbers.</summary>
    public double[] Vector(string name)
    {
        double[] values = Values(name);
        NamedArray array = Require(name);
        return array.Shape.Count <= 1
            ? values
            : throw new InputException($"'{name}' has shape {array.ShapeText}, expected a list of numbers.");
    }

    /// <summary>A list with a number for each row of a table; a single number counts for all of them.</summary>
    public double[] Column(string name, int rows)
    {
        double[] values = Vector(name);
        if (values.Length == 1 && rows != 1)
        {
            Array.Resize(ref values, rows);
            Array.Fill(values, values[0]);
        }

        return values.Length == rows
            ? values
            : throw new InputException($"'{name}' has {values.Length} numbers, expected {rows} (or one for all).");
    }

    /// <summary>A list with a whole number from 0 for each row of a table; a single number counts for all of them.</summary>
    public int[] Counts(string name, int rows) =>
        [
            .. Column(name, rows)
                .Select(
                    (value, i) =>
                        value is >= 0 and <= int.MaxValue && value == Math.Floor(value)
                            ? (int)value
                            : throw new InputException(
                                $"'{name}' holds {value} at [{i}]; whole numbers from 0 are right."
                            )
                ),
        ];

    /// <summary>A mask of 0 and 1 with both sides.</summary>
    public bool[] Members(string name, int points)
    {
        bool[] members = ArrayValues.Flags(Require(name), [points]);
        return members.Contains(true) && members.Contains(false)
            ? members
            : throw new InputException(
                $"'{name}' names no {(members.Contains(true) ? "non-member" : "member")}: give both sides."
            );
    }

    /// <summary>A table as a list of rows; a plain list is one row or one column.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="listIsRow">Whether a plain list is one row (true) or one column (false).</param>
    public double[][] Rows(string name, bool listIsRow)
    {
        double[] values = Values(name);
        NamedArray array = Require(name);
        int width =
            array.Shape.Count == 2 ? array.Shape[1]
            : array.Shape.Count > 2
                ? throw new InputException($"'{name}' has shape {array.ShapeText}, expected rows x columns.")
            : listIsRow ? values.Length
            : 1;
        return [.. values.Chunk(width)];
    }
}
