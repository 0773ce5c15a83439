using System.Collections.Immutable;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>JSON records of texts, in the forms that tables take: lines of objects, a list of them, lists by column. Values are texts or lists of texts.</summary>
/// <param name="file">The file.</param>
/// <param name="rows">The records with their lines, or their numbers where they are not one on each line.</param>
internal sealed class TextRecords(string file, IReadOnlyList<JsonRecord> rows)
{
    /// <summary>The records with their lines.</summary>
    public IReadOnlyList<JsonRecord> Rows => rows;

    /// <summary>Reads a file, gzip undone.</summary>
    /// <exception cref="InputException">It holds no such records; with the line.</exception>
    public static TextRecords Read(string file, string sha256 = "") => Parse(FileBytes.ReadContent(file, sha256), file);

    /// <summary>The records of a file's bytes.</summary>
    /// <exception cref="InputException">It holds no such records; with the line.</exception>
    public static TextRecords Parse(byte[] content, string file)
    {
        using var table = JsonRows.Open(content, file);
        return table.Records.ToArray() is { Length: > 0 } rows
            ? new TextRecords(file, rows)
            : throw new InputException("the file is empty; rows of data are right.", file);
    }

    /// <summary>The text of a column.</summary>
    /// <exception cref="InputException">The record has no such column, null or nothing in it, or something else than a text.</exception>
    public string Text(JsonRecord row, string column) =>
        MaybeText(row, column) is { Length: > 0 } text
            ? text
            : throw new InputException($"'{column}' is empty; a text is right.", file, row.Line);

    /// <summary>The text of a column that may be empty; null is.</summary>
    /// <exception cref="InputException">The record has no such column, or something else than a text in it.</exception>
    public string MaybeText(JsonRecord row, string column) => Plain(Value(row, column), column, row.Line);

    /// <summary>The texts of a column that holds a list, or one.</summary>
    /// <exception cref="InputException">The record has no such column, or something else in it.</exception>
    public ImmutableArray<string> Texts(JsonRecord row, string column) =>
        Value(row, column) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(value => Plain(value, column, row.Line))]
        : MaybeText(row, column) is { Length: > 0 } one ? [one]
        : [];

    private JsonElement Value(JsonRecord row, string column) =>
        row.Cells.TryGetValue(column, out JsonElement value)
            ? value
            : throw new InputException(
                $"the record has no column '{column}'{NearestName.HintWithAll(column, row.Cells.Keys)}",
                file,
                row.Line
            );

    private string Plain(JsonElement value, string column, int line)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Array or JsonValueKind.Object => throw new InputException(
                    $"'{column}' holds {(value.ValueKind == JsonValueKind.Array ? "a list" : "an object")}; a text is right.",
                    file,
                    line
                ),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException error)
        {
            // Half of a surrogate pair passes for JSON until it is read.
            throw new InputException($"'{column}' holds half of a character (a lone surrogate).", file, line, error);
        }
    }
}
