using System.Globalization;
using nietras.SeparatedValues;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Rows of delimited text (RFC 4180 quotes, blanks around cells ignored, empty lines skipped).</summary>
internal sealed class CsvRows : ITableRows
{
    private readonly SepReader _reader;
    private readonly bool _header;
    private bool _first = true;

    /// <summary>Opens a table.</summary>
    /// <param name="content">UTF-8 text.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="delimiter">Between cells.</param>
    /// <param name="header">Whether the first row names the columns; otherwise they are named "1", "2", ...</param>
    /// <param name="names">Known names, whatever the header says; null: as above.</param>
    /// <exception cref="InputException">There is no row, or a column name is there twice.</exception>
    public CsvRows(
        byte[] content,
        string file,
        char delimiter = ',',
        bool header = true,
        IReadOnlyList<string>? names = null
    )
    {
        File = file;
        _header = header;
        _reader = new Sep(delimiter)
            .Reader(options =>
                options with
                {
                    HasHeader = false,
                    Unescape = true,
                    Trim = SepTrim.All,
                    DisableColCountCheck = true,
                    CultureInfo = CultureInfo.InvariantCulture,
                }
            )
            .From(content);
        if (!Advance())
        {
            throw new InputException("the file is empty; rows of data are right.", file);
        }

        Names = names ?? ReadNames();
        if (Names.GroupBy(static name => name).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw new InputException($"two columns are named '{twice.Key}'; each name may stand once.", file, Line);
        }
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Line => _reader.Current.LineNumberFrom;

    /// <inheritdoc/>
    public bool Read()
    {
        // The constructor has read the first row already: it is data where there is no header.
        bool found = (_first && !_header) || Advance();
        _first = false;
        if (found && _reader.Current.ColCount != Names.Count)
        {
            throw new InputException(
                $"this row has {_reader.Current.ColCount} cells, {Names.Count} are right as in the first row.",
                File,
                Line
            );
        }

        return found;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Cell(int column) => _reader.Current[column].Span;

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private string[] ReadNames()
    {
        var names = new string[_reader.Current.ColCount];
        for (int column = 0; column < names.Length; column++)
        {
            names[column] = _header
                ? _reader.Current[column].ToString()
                : (column + 1).ToString(CultureInfo.InvariantCulture);
        }

        return names;
    }

    private bool Advance()
    {
        try
        {
            while (_reader.MoveNext())
            {
                if (_reader.Current.Span.Trim().Length > 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception error) when (error is NotSupportedException or InvalidDataException or ArgumentException)
        {
            // A row of many megabytes, as a quote without its end makes one.
            throw new InputException($"this is no table of text: {error.Message}", File, 0, error);
        }
    }
}
