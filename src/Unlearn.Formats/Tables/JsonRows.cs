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

    private JsonRows(
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
        catch (JsonException)
        {
            return OpenLines(content, file);
        }

        return root.ValueKind == JsonValueKind.Array ? Of([.. root.EnumerateArray()], file)
            : root.ValueKind == JsonValueKind.Object
                ? OfFrame(root, file) ?? OfLists(root, file) ?? OfNested(root, file) ?? OfRecord(root, file)
            : throw new InputException("a list of records is right, one object a row.", file);
    }

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
                throw new InputException(
                    $"this is no JSON (NaN and Infinity are none either): {error.Message}",
                    file,
                    line + 1,
                    error
                );
            }
        }

        return rows.Count > 0
            ? new JsonRows(file, rows, lines)
            : throw new InputException("the file is empty; rows of data are right.", file);
    }

    /// <summary>A frame of pandas, in its forms by columns and split; null where the object is none.</summary>
    public static JsonRows? OfFrame(JsonElement element, string file)
    {
        if (
            element.TryGetProperty("columns", out JsonElement columns)
            && element.TryGetProperty("data", out JsonElement data)
            && columns.ValueKind == JsonValueKind.Array
            && data.ValueKind == JsonValueKind.Array
        )
        {
            string[] names = [.. columns.EnumerateArray().Select(static name => name.ToString())];
            return new JsonRows(file, [.. data.EnumerateArray().Select((row, at) => Split(names, row, file, at + 1))]);
        }

        JsonProperty[] properties = [.. element.EnumerateObject()];
        if (properties.Length == 0 || !properties.All(static property => IsColumn(property.Value)))
        {
            return null;
        }

        string[] index = [.. properties[0].Value.EnumerateObject().Select(static cell => cell.Name)];
        return new JsonRows(
            file,
            [
                .. index.Select(row =>
                    properties
                        .Where(column => column.Value.TryGetProperty(row, out _))
                        .DistinctBy(static column => column.Name)
                        .ToDictionary(static column => column.Name, column => column.Value.GetProperty(row))
                ),
            ]
        );
    }

    /// <summary>A list of values for each column, all of one length; null where the object is another.</summary>
    private static JsonRows? OfLists(JsonElement element, string file)
    {
        JsonProperty[] columns = [.. element.EnumerateObject()];
        if (
            columns.Length == 0
            || !columns.All(column =>
                column.Value.ValueKind == JsonValueKind.Array
                && column.Value.GetArrayLength() == columns[0].Value.GetArrayLength()
                && column.Value.EnumerateArray().All(static cell => cell.ValueKind is not JsonValueKind.Array)
            )
        )
        {
            return null;
        }

        JsonElement[][] cells = [.. columns.Select(static column => column.Value.EnumerateArray().ToArray())];
        string[] names = [.. columns.Select(static column => column.Name)];
        return new JsonRows(
            file,
            [
                .. Enumerable
                    .Range(0, cells[0].Length)
                    .Select(row =>
                        names
                            .Zip(cells, (name, column) => (name, Cell: column[row]))
                            .DistinctBy(static cell => cell.name)
                            .ToDictionary(static cell => cell.name, static cell => cell.Cell)
                    ),
            ]
        );
    }

    /// <summary>
    /// Records that stand in an object: by row name, or as the only list of objects beside what describes them; null where there are none.
    /// </summary>
    private static JsonRows? OfNested(JsonElement element, string file)
    {
        JsonElement[] values = [.. element.EnumerateObject().Select(static property => property.Value)];
        return values.Length > 0 && values.All(static value => value.ValueKind == JsonValueKind.Object)
                ? Of(values, file)
            : values.Where(IsRecords).ToArray() is [var records] ? Of([.. records.EnumerateArray()], file)
            : null;
    }

    /// <summary>One record by itself; null where it holds lists or objects.</summary>
    private static JsonRows? OfRecord(JsonElement element, string file) =>
        element
            .EnumerateObject()
            .All(static property => property.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            ? Of([element], file)
            : null;

    private static bool IsRecords(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
        && element.GetArrayLength() > 0
        && element.EnumerateArray().All(static record => record.ValueKind == JsonValueKind.Object);

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

    /// <summary>Columns by row name: all keys are whole numbers, all values plain.</summary>
    private static bool IsColumn(JsonElement column) =>
        column.ValueKind == JsonValueKind.Object
        && column.EnumerateObject().Any()
        && column
            .EnumerateObject()
            .All(static cell =>
                cell.Name.Length > 0
                && cell.Name.All(char.IsAsciiDigit)
                && cell.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            );

    private static Dictionary<string, JsonElement> Split(string[] names, JsonElement row, string file, int line) =>
        row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == names.Length
            ? row.EnumerateArray()
                .Zip(names)
                .DistinctBy(static cell => cell.Second)
                .ToDictionary(static cell => cell.Second, static cell => cell.First)
            : throw new InputException(
                $"row {line} of `data` has not the {names.Length} cells that `columns` names.",
                file
            );

    private static Dictionary<string, JsonElement> Cells(JsonElement record, string file, int line)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            throw new InputException("this record is no object; one object a row is right.", file, line);
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
