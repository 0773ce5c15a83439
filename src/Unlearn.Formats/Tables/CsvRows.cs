using System.Globalization;
using nietras.SeparatedValues;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tables;

/// <summary>Rows of delimited text (RFC 4180 quotes, blanks around cells ignored, empty lines skipped).</summary>
internal sealed class CsvRows : ITableRows
{
    private static readonly (char Character, string Option)[] Delimiters =
    [
        ('\t', "tab"),
        (';', "';'"),
        ('|', "'|'"),
        (',', "','"),
    ];

    private readonly SepReader _reader;
    private readonly bool _header;
    private bool _first = true;

    /// <summary>Opens a table.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="delimiter">Between cells.</param>
    /// <param name="header">Whether the first row names the columns; otherwise they are named "1", "2", ...</param>
    /// <param name="names">Known names, whatever the header says; null: as above.</param>
    /// <param name="encoding">How the bytes stand for characters; null: as UTF-8, and there is no option for it.</param>
    /// <exception cref="InputException">There is no row, a byte is no character, or a quote never closes; with the line.</exception>
    public CsvRows(
        byte[] content,
        string file,
        char delimiter = ',',
        bool header = true,
        IReadOnlyList<string>? names = null,
        string? encoding = null
    )
    {
        File = file;
        _header = header;
        string text = TextBytes.Decode(content, encoding, file);
        CsvQuotes.Check(text, delimiter, file);
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
            .FromText(text);
        if (!Advance())
        {
            throw new InputException("the file is empty; rows of data are right.", file);
        }

        Doubt = OtherDelimiter(delimiter);
        Names = names ?? ReadNames();
    }

    /// <summary>
    /// Opens a table whose delimiter was not given: a tab where the file is called .tsv, else a comma, or what parts the first row where a
    /// comma does not.
    /// </summary>
    public static CsvRows Guess(byte[] content, string file)
    {
        bool tabs = file.Replace(".gz", "", StringComparison.OrdinalIgnoreCase)
            .EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
        var rows = new CsvRows(content, file, tabs ? '\t' : ',');
        char other = rows.Names.Count > 1 ? default : rows.Names[0].FirstOrDefault(static c => c is ';' or '\t' or '|');
        if (other == default)
        {
            return rows;
        }

        rows.Dispose();
        return new CsvRows(content, file, other);
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public string Doubt { get; }

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
                $"this row has {_reader.Current.ColCount} cells, {Names.Count} are right as in the first row.{Doubt}{RowNames()}",
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

    /// <summary>
    /// Every column has a name of its own, as pandas gives it: the second of two equal names gets .1 behind it, one without a name
    /// its position.
    /// </summary>
    private string[] ReadNames()
    {
        var names = new string[_reader.Current.ColCount];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < names.Length; column++)
        {
            string own = _header
                ? _reader.Current[column].ToString()
                : (column + 1).ToString(CultureInfo.InvariantCulture);
            own = own.Length > 0 ? own : IndexColumn.NameOf(column);
            names[column] = own;
            for (int copy = 1; !taken.Add(names[column]); copy++)
            {
                names[column] = string.Create(CultureInfo.InvariantCulture, $"{own}.{copy}");
            }
        }

        return names;
    }

    /// <summary>A first row of one cell that holds another delimiter was cut at the wrong character.</summary>
    private string OtherDelimiter(char delimiter)
    {
        if (_reader.Current.ColCount > 1)
        {
            return "";
        }

        string only = _reader.Current.Span.ToString();
        string? option = Delimiters
            .Where(other => other.Character != delimiter && only.Contains(other.Character, StringComparison.Ordinal))
            .Select(static other => other.Option)
            .FirstOrDefault();
        return option is null
            ? ""
            : $" Its first row is one cell that holds {Words(option)}: is `delimiter: {option}` right?";

        static string Words(string option) => option == "tab" ? "tabs" : option;
    }

    /// <summary>R's write.table writes row names without a name for their column.</summary>
    private string RowNames() =>
        _header && Line == 2 && _reader.Current.ColCount == Names.Count + 1
            ? " Where the first cell of each row is a row name, as R writes it, the first row needs a cell for it (write.table with col.names = NA, or row.names = FALSE)."
            : "";

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
