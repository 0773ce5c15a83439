using System.Text;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tables;

/// <summary>
/// Rows of JSON: a list of objects, lines of objects, a list for each column, objects by row name, or what pandas writes for a frame
/// (columns of values by row name, or columns, index and data apart). Columns are the keys of all rows, in the order in which they first occur; a key that a row lacks and null are
/// missing cells. The line is that of the file where rows are lines, else the row's number.
/// </summary>
internal sealed class JsonRows : ITableRows
{
    private const long MostGaps = 1L << 22;

    private readonly IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> _rows;
    private readonly IReadOnlyList<int>? _lines;
    private int _at = -1;

    internal JsonRows(
        string file,
        IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> rows,
        IReadOnlyList<int>? lines = null
    )
    {
        File = file;
        _rows = rows;
        _lines = lines;
        Names = [.. rows.SelectMany(static row => row.Keys).Distinct()];

        // One record may have a great many keys and a great many others none: what is not there must take no time either.
        if ((long)rows.Count * Names.Count > Math.Max(MostGaps, 100 * rows.Sum(static row => (long)row.Count)))
        {
            throw new InputException(
                $"{rows.Count} records of {Names.Count} keys are almost empty; records of the same keys are right.",
                file
            );
        }
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Line => _lines?[_at] ?? _at + 1;

    /// <summary>A file of records: a list of objects, a frame of pandas, or lines of objects.</summary>
    /// <exception cref="InputException">It is none of these; with the line.</exception>
    public static JsonRows Open(byte[] content, string file) =>
        OpenTable(content, file)
        ?? throw new InputException(
            "this object is no table: a list of records, a record on each line, or a list of equal length for each column is right.",
            file
        );

    /// <summary>The same; null where the file holds an object that is no table.</summary>
    /// <exception cref="InputException">It is no JSON; with the line.</exception>
    public static JsonRows? OpenTable(byte[] content, string file) =>
        Whole(file, 0, () => OpenWhole(TextBytes.ToUtf8(content, file), file));

    private static JsonRows? OpenWhole(ReadOnlyMemory<byte> content, string file)
    {
        JsonElement root;
        try
        {
            root = Parse(content);
        }
        catch (JsonException error)
        {
            return IsLines(content) ? OpenLines(content, file) : throw JsonDefect.Of(error, file);
        }

        return root.ValueKind == JsonValueKind.Array ? Of([.. root.EnumerateArray()], file)
            : root.ValueKind == JsonValueKind.Object ? JsonShapes.Rows(root, file)
            : throw new InputException("a list of records is right, one object per row.", file);
    }

    /// <summary>Whether the first line that is not empty holds an object by itself; else what is wrong with the whole is told.</summary>
    private static bool IsLines(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> rest = content.Span.TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty)
        {
            // Who reads lines has the words for a file without any.
            return true;
        }

        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = end < 0 ? rest : rest[..end];
        try
        {
            var reader = new Utf8JsonReader(first);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The rows as keys and values, with the line of each.</summary>
    public IEnumerable<JsonRecord> Records => _rows.Select((row, at) => new JsonRecord(row, _lines?[at] ?? at + 1));

    /// <summary>Records.</summary>
    /// <exception cref="InputException">One is no object.</exception>
    public static JsonRows Of(IReadOnlyList<JsonElement> records, string file) =>
        new(file, [.. records.Select((record, row) => Cells(record, file, row + 1))]);

    /// <summary>Lines of records.</summary>
    /// <param name="content">UTF-8 without a mark.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <exception cref="InputException">A line is no object; with its number.</exception>
    public static JsonRows OpenLines(ReadOnlyMemory<byte> content, string file)
    {
        var rows = new List<IReadOnlyDictionary<string, JsonElement>>();
        var lines = new List<int>();
        string[] texts = Encoding.UTF8.GetString(content.Span).Split('\n');
        for (int line = 0; line < texts.Length; line++)
        {
            if (string.IsNullOrWhiteSpace(texts[line]))
            {
                continue;
            }

            try
            {
                int at = line;
                rows.Add(Whole(file, at + 1, () => Cells(Parse(Encoding.UTF8.GetBytes(texts[at])), file, at + 1)));
                lines.Add(line + 1);
            }
            catch (JsonException error)
            {
                throw JsonDefect.Of(error, file, line + 1);
            }
        }

        return rows.Count > 0
            ? new JsonRows(file, rows, lines)
            : throw new InputException("the file is empty; rows of data are right.", file);
    }

    /// <inheritdoc/>
    public bool Read() => ++_at < _rows.Count;

    /// <inheritdoc/>
    /// <exception cref="InputException">The cell is a list or an object.</exception>
    public ReadOnlySpan<char> Cell(int column)
    {
        if (!_rows[_at].TryGetValue(Names[column], out JsonElement cell))
        {
            return "";
        }

        return cell.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => Whole(File, Line, () => cell.GetString()!),
            JsonValueKind.Number => cell.GetRawText(),
            _ => throw new InputException(
                $"'{Names[column]}' holds {(cell.ValueKind == JsonValueKind.Array ? "a list" : "an object")}; numbers, texts and true or false are right.",
                File,
                Line
            ),
        };
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private static Dictionary<string, JsonElement> Cells(JsonElement record, string file, int line)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            throw new InputException("this record is no object; one object per row is right.", file, line);
        }

        var cells = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in record.EnumerateObject())
        {
            if (!cells.TryAdd(property.Name, property.Value))
            {
                throw new InputException($"the record has the key '{property.Name}' twice.", file, line);
            }
        }

        return cells;
    }

    private static T Whole<T>(string file, int line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException error)
        {
            // Half of a surrogate pair passes for JSON until it is read.
            throw new InputException($"this is no JSON: {error.Message}", file, line, error);
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> content)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        return document.RootElement.Clone();
    }
}
