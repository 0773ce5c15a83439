using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Files;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>JSON records of texts: a list of objects, or one object on each line. Values are texts or lists of texts.</summary>
/// <param name="file">The file.</param>
/// <param name="rows">The records with their lines, or their numbers in a list.</param>
internal sealed class TextRecords(string file, IReadOnlyList<(JsonElement Record, int Line)> rows)
{
    /// <summary>The records with their lines.</summary>
    public IReadOnlyList<(JsonElement Record, int Line)> Rows => rows;

    /// <summary>Reads a file, gzip undone.</summary>
    /// <exception cref="InputException">It holds no such records; with the line.</exception>
    public static TextRecords Read(string file, string sha256 = "") => Parse(FileBytes.ReadContent(file, sha256), file);

    /// <summary>The records of a file's bytes.</summary>
    /// <exception cref="InputException">It holds no such records; with the line.</exception>
    public static TextRecords Parse(byte[] content, string file)
    {
        string text = TextBytes.Decode(content, TextBytes.Usual, file);
        IReadOnlyList<(JsonElement, int)> rows = text.AsSpan().TrimStart().StartsWith('[')
            ? [.. Root(text, file, 0).EnumerateArray().Select(static (record, at) => (record, at + 1))]
            :
            [
                .. text.Split('\n')
                    .Select(static (line, at) => (line, at + 1))
                    .Where(static pair => !string.IsNullOrWhiteSpace(pair.line))
                    .Select(pair => (Root(pair.line, file, pair.Item2), pair.Item2)),
            ];
        foreach ((JsonElement record, int line) in rows)
        {
            if (record.ValueKind != JsonValueKind.Object)
            {
                throw new InputException("this record is no object; one object a row is right.", file, line);
            }
        }

        return rows.Count > 0
            ? new TextRecords(file, rows)
            : throw new InputException("the file is empty; rows of data are right.", file);
    }

    /// <summary>The text of a column; null is empty.</summary>
    /// <exception cref="InputException">The record has no such column, or something else in it.</exception>
    public string Text((JsonElement Record, int Line) row, string column) =>
        Value(row, column) is { ValueKind: not (JsonValueKind.Array or JsonValueKind.Object) } value
            ? Plain(value, row.Line)
            : throw new InputException($"'{column}' holds no text.", file, row.Line);

    /// <summary>The texts of a column that holds a list, or one.</summary>
    /// <exception cref="InputException">The record has no such column, or something else in it.</exception>
    public ImmutableArray<string> Texts((JsonElement Record, int Line) row, string column) =>
        Value(row, column) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(value => Plain(value, row.Line))]
        : Text(row, column) is { Length: > 0 } one ? [one]
        : [];

    private JsonElement Value((JsonElement Record, int Line) row, string column) =>
        row.Record.TryGetProperty(column, out JsonElement value)
            ? value
            : throw new InputException(
                $"the record has no column '{column}'{NearestName.HintWithAll(column, row.Record.EnumerateObject().Select(static cell => cell.Name))}",
                file,
                row.Line
            );

    private string Plain(JsonElement value, int line)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Array or JsonValueKind.Object => throw new InputException(
                    "a list holds no text.",
                    file,
                    line
                ),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException error)
        {
            // Half of a surrogate pair passes for JSON until it is read.
            throw new InputException($"this is no JSON: {error.Message}", file, line, error);
        }
    }

    private static JsonElement Root(string text, string file, int line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new InputException(
                $"this is no JSON (NaN and Infinity are none either): {error.Message}",
                file,
                line > 0 ? line : (int)(error.LineNumber ?? 0) + 1,
                error
            );
        }
    }
}
