using System.Globalization;
using Parquet;
using Parquet.Schema;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>
/// Rows of a Parquet file of flat columns. Cells pass through their shortest exact text, so numbers keep all their digits; a boolean
/// is 1 or 0, a null cell is empty. The line is the row's number.
/// </summary>
internal sealed class ParquetRows : ITableRows
{
    private readonly List<(int Size, Func<int, string>[] Cells)> _groups;
    private int _group;
    private int _rowInGroup = -1;

    private ParquetRows(string file, IReadOnlyList<string> names, List<(int Size, Func<int, string>[] Cells)> groups)
    {
        File = file;
        Names = names;
        _groups = groups;
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Line { get; private set; }

    /// <summary>Reads a file that is in memory.</summary>
    /// <exception cref="InputException">It is no Parquet file, or a column is nested or of a type that has no text form.</exception>
    public static ParquetRows Open(byte[] content, string file)
    {
        try
        {
            // Everything is in memory: nothing here waits.
            return OpenAsync(content, file).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not InputException)
        {
            // The library reports damage by exceptions of many types.
            throw new InputException($"this is no whole Parquet file: {error.Message}", file, 0, error);
        }
    }

    /// <inheritdoc/>
    public bool Read()
    {
        _rowInGroup++;
        while (_group < _groups.Count && _rowInGroup == _groups[_group].Size)
        {
            _group++;
            _rowInGroup = 0;
        }

        if (_group == _groups.Count)
        {
            return false;
        }

        Line++;
        return true;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Cell(int column) => _groups[_group].Cells[column](_rowInGroup);

    /// <inheritdoc/>
    public void Dispose() { }

    private static async Task<ParquetRows> OpenAsync(byte[] content, string file)
    {
        using var stream = new MemoryStream(content);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        if (reader.Metadata is { } metadata)
        {
            new ParquetPages(content, file).Check(metadata);
        }

        DataField[] fields = [.. reader.Schema.GetDataFields()];
        if (fields.FirstOrDefault(static field => field.MaxRepetitionLevel > 0 || field.Path.Length > 1) is { } nested)
        {
            throw new InputException($"the column '{nested.Path}' is nested; flat columns are right.", file);
        }

        var groups = new List<(int Size, Func<int, string>[] Cells)>();
        long cellsThere = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            int size = Size(rows.RowCount, fields.Length, content.Length, file, ref cellsThere);
            var cells = new Func<int, string>[fields.Length];
            for (int column = 0; column < fields.Length; column++)
            {
                cells[column] = await ReadAsync(rows, fields[column], size, file);
            }

            groups.Add((size, cells));
        }

        return new ParquetRows(file, [.. fields.Select(static field => field.Name)], groups);
    }

    /// <summary>
    /// The rows that a group declares, where the file can hold them: its cells, with those of the groups before, are four million or fewer
    /// (one value repeated takes a few bytes), or at most a thousand for each byte.
    /// </summary>
    private static int Size(long declared, int columns, int length, string file, ref long cells)
    {
        long most = Math.Min(Array.MaxLength, Math.Max(1L << 22, 1000L * length));
        if (declared < 0 || declared > (most - cells) / Math.Max(1, columns))
        {
            throw new InputException(
                $"the footer says {declared} rows of {columns} columns, which {length} bytes cannot hold; the file is damaged.",
                file
            );
        }

        cells += declared * columns;
        return (int)declared;
    }

    private static Task<Func<int, string>> ReadAsync(
        ParquetRowGroupReader rows,
        DataField field,
        int size,
        string file
    ) =>
        Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Object when field.ClrType == typeof(ReadOnlyMemory<char>) => ReadTextAsync(rows, field, size),
            TypeCode.String => ReadTextAsync(rows, field, size),
            TypeCode.Boolean => ReadAsync<bool>(rows, field, size, static value => value ? "1" : "0"),
            TypeCode.SByte => ReadNumbersAsync<sbyte>(rows, field, size),
            TypeCode.Byte => ReadNumbersAsync<byte>(rows, field, size),
            TypeCode.Int16 => ReadNumbersAsync<short>(rows, field, size),
            TypeCode.UInt16 => ReadNumbersAsync<ushort>(rows, field, size),
            TypeCode.Int32 => ReadNumbersAsync<int>(rows, field, size),
            TypeCode.UInt32 => ReadNumbersAsync<uint>(rows, field, size),
            TypeCode.Int64 => ReadNumbersAsync<long>(rows, field, size),
            TypeCode.UInt64 => ReadNumbersAsync<ulong>(rows, field, size),
            TypeCode.Single => ReadNumbersAsync<float>(rows, field, size),
            TypeCode.Double => ReadNumbersAsync<double>(rows, field, size),
            TypeCode.Decimal => ReadNumbersAsync<decimal>(rows, field, size),
            TypeCode.DateTime => ReadAsync<DateTime>(
                rows,
                field,
                size,
                static value => value.ToString("s", CultureInfo.InvariantCulture)
            ),
            _ => throw new InputException(
                $"the column '{field.Name}' is of type {field.ClrType.Name}; numbers, texts, booleans and dates are right.",
                file
            ),
        };

    private static async Task<Func<int, string>> ReadTextAsync(ParquetRowGroupReader rows, DataField field, int size)
    {
        var values = new string?[size];
        await rows.ReadAsync(field, values.AsMemory()!);
        return row => values[row] ?? "";
    }

    private static Task<Func<int, string>> ReadNumbersAsync<T>(ParquetRowGroupReader rows, DataField field, int size)
        where T : struct, IFormattable =>
        ReadAsync<T>(rows, field, size, static value => value.ToString(null, CultureInfo.InvariantCulture));

    private static async Task<Func<int, string>> ReadAsync<T>(
        ParquetRowGroupReader rows,
        DataField field,
        int size,
        Func<T, string> text
    )
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[size];
            await rows.ReadAsync<T>(field, values.AsMemory());
            return row => values[row] is { } value ? text(value) : "";
        }

        var present = new T[size];
        await rows.ReadAsync<T>(field, present.AsMemory());
        return row => text(present[row]);
    }
}
