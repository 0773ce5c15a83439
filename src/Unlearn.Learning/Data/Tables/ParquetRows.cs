using System.Globalization;
using Parquet;
using Parquet.File.Values.Primitives;
using Parquet.Schema;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>
/// Rows of a Parquet file. A column is read when a cell of it is asked for, so that one of a type that has no text form matters only where
/// it is used. Cells pass through their shortest exact text, so numbers keep all their digits; a boolean is true or false, a null cell is
/// empty. The line is the row's number.
/// </summary>
internal sealed class ParquetRows : ITableRows
{
    private readonly ParquetReader _reader;
    private readonly Field[] _fields;
    private readonly Func<int, string>?[] _cells;
    private readonly int _length;
    private ParquetRowGroupReader? _rows;
    private int _group = -1;
    private int _size;
    private int _rowInGroup = -1;
    private long _declared;

    private ParquetRows(string file, ParquetReader reader, int length)
    {
        File = file;
        _reader = reader;
        _length = length;
        _fields = [.. reader.Schema.Fields];
        _cells = new Func<int, string>?[_fields.Length];
        Names = [.. _fields.Select(static field => field.Name)];
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Line { get; private set; }

    /// <summary>Reads a file that is in memory.</summary>
    /// <exception cref="InputException">It is no Parquet file.</exception>
    public static ParquetRows Open(byte[] content, string file) =>
        Whole(
            file,
            () =>
            {
                // Everything is in memory: nothing here waits.
                ParquetReader reader = ParquetReader.CreateAsync(new MemoryStream(content)).GetAwaiter().GetResult();
                if (reader.Metadata is { } metadata)
                {
                    new ParquetPages(content, file).Check(metadata);
                }

                return new ParquetRows(file, reader, content.Length);
            }
        );

    /// <inheritdoc/>
    public bool Read()
    {
        _rowInGroup++;
        while (_rowInGroup >= _size)
        {
            if (_group + 1 >= _reader.RowGroupCount)
            {
                return false;
            }

            _group++;
            Array.Clear(_cells);
            _rows?.Dispose();
            _rows = Whole(File, () => _reader.OpenRowGroupReader(_group));
            _size = SizeOf(_rows.RowCount);
            _rowInGroup = 0;
        }

        Line++;
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">The column is nested or of a type that has no text form.</exception>
    public ReadOnlySpan<char> Cell(int column) =>
        (_cells[column] ??= Whole(File, () => ReadAsync(_fields[column]).GetAwaiter().GetResult()))(_rowInGroup);

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>
    /// The rows that a group declares, where the file can hold them: its cells, with those of the groups before, are four million or fewer
    /// (one value repeated takes a few bytes), or at most a thousand for each byte.
    /// </summary>
    private int SizeOf(long declared)
    {
        long most = Math.Min(Array.MaxLength, Math.Max(1L << 22, 1000L * _length));
        if (declared < 0 || declared > (most - _declared) / Math.Max(1, _fields.Length))
        {
            throw new InputException(
                $"the footer says {declared} rows of {_fields.Length} columns, which {_length} bytes cannot hold; the file is damaged.",
                File
            );
        }

        _declared += declared * _fields.Length;
        return (int)declared;
    }

    private static T Whole<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not InputException)
        {
            // The library reports damage by exceptions of many types.
            throw new InputException($"this is no whole Parquet file: {error.Message}", file, 0, error);
        }
    }

    private Task<Func<int, string>> ReadAsync(Field field) =>
        field is not DataField { IsArray: false } flat
            ? throw Unreadable(field, field is DataField or ListField ? "lists" : "nested records")
            : flat.ClrType switch
            {
                { } type when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => ReadTextAsync(flat),
                { } type when type == typeof(bool) => ReadAsync<bool>(flat, static value => value ? "true" : "false"),
                { } type when type == typeof(sbyte) => ReadNumbersAsync<sbyte>(flat),
                { } type when type == typeof(byte) => ReadNumbersAsync<byte>(flat),
                { } type when type == typeof(short) => ReadNumbersAsync<short>(flat),
                { } type when type == typeof(ushort) => ReadNumbersAsync<ushort>(flat),
                { } type when type == typeof(int) => ReadNumbersAsync<int>(flat),
                { } type when type == typeof(uint) => ReadNumbersAsync<uint>(flat),
                { } type when type == typeof(long) => ReadNumbersAsync<long>(flat),
                { } type when type == typeof(ulong) => ReadNumbersAsync<ulong>(flat),
                { } type when type == typeof(float) => ReadNumbersAsync<float>(flat),
                { } type when type == typeof(double) => ReadNumbersAsync<double>(flat),
                { } type when type == typeof(decimal) => ReadNumbersAsync<decimal>(flat),
                { } type when type == typeof(Guid) => ReadAsync<Guid>(flat, static value => value.ToString("D")),
                { } type when type == typeof(DateTime) => ReadAsync<DateTime>(flat, Moment),
                { } type when type == typeof(DateOnly) => ReadAsync<DateOnly>(
                    flat,
                    static value => value.ToString("O", CultureInfo.InvariantCulture)
                ),
                { } type when type == typeof(TimeOnly) => ReadAsync<TimeOnly>(
                    flat,
                    static value => value.ToString("O", CultureInfo.InvariantCulture)
                ),
                { } type when type == typeof(TimeSpan) => ReadAsync<TimeSpan>(
                    flat,
                    static value => value.ToString("c", CultureInfo.InvariantCulture)
                ),
                { } type when type == typeof(Interval) => ReadAsync<Interval>(
                    flat,
                    static value =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{value.Months} months {value.Days} days {value.Millis} ms"
                        )
                ),
                _ => throw Unreadable(field, "bytes or another type without a text form"),
            };

    private InputException Unreadable(Field field, string what) =>
        new(
            $"the column '{field.Name}' holds {what}; numbers, texts, booleans, dates and ids are right. Name the columns that are meant, and "
                + "leave it out.",
            File
        );

    private static string Moment(DateTime value) =>
        value.ToString(
            value.Ticks % TimeSpan.TicksPerSecond == 0 ? "s" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
            CultureInfo.InvariantCulture
        );

    private async Task<Func<int, string>> ReadTextAsync(DataField field)
    {
        var values = new string?[_size];
        await _rows!.ReadAsync(field, values.AsMemory()!);
        return row => values[row] ?? "";
    }

    private Task<Func<int, string>> ReadNumbersAsync<T>(DataField field)
        where T : struct, IFormattable =>
        ReadAsync<T>(field, static value => value.ToString(null, CultureInfo.InvariantCulture));

    private async Task<Func<int, string>> ReadAsync<T>(DataField field, Func<T, string> text)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[_size];
            await _rows!.ReadAsync<T>(field, values.AsMemory());
            return row => values[row] is { } value ? text(value) : "";
        }

        var present = new T[_size];
        await _rows!.ReadAsync<T>(field, present.AsMemory());
        return row => text(present[row]);
    }
}
