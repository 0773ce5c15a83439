using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Tables;

/// <summary>The objects that hold a table: frames of pandas, lists for each column, records by row name or beside what describes them, one record.</summary>
internal static class JsonShapes
{
    /// <summary>The rows of an object; null where it is no table.</summary>
    /// <exception cref="InputException">It is one with a row that does not fit.</exception>
    public static JsonRows? Rows(JsonElement element, string file) =>
        Frame(element, file) ?? Lists(element, file) ?? Nested(element, file) ?? Record(element, file);

    /// <summary>A frame of pandas, in its forms by columns and split; null where the object is none.</summary>
    public static JsonRows? Frame(JsonElement element, string file)
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
    private static JsonRows? Lists(JsonElement element, string file)
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
    private static JsonRows? Nested(JsonElement element, string file)
    {
        JsonElement[] values = [.. element.EnumerateObject().Select(static property => property.Value)];
        return values.Length > 0 && values.All(static value => value.ValueKind == JsonValueKind.Object)
                ? JsonRows.Of(values, file)
            : values.Where(IsRecords).ToArray() is [var records] ? JsonRows.Of([.. records.EnumerateArray()], file)
            : null;
    }

    /// <summary>One record by itself; null where it holds lists or objects.</summary>
    private static JsonRows? Record(JsonElement element, string file) =>
        element
            .EnumerateObject()
            .All(static property => property.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            ? JsonRows.Of([element], file)
            : null;

    private static bool IsRecords(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
        && element.GetArrayLength() > 0
        && element.EnumerateArray().All(static record => record.ValueKind == JsonValueKind.Object);

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
}
