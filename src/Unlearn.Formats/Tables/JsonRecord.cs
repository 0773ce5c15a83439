using System.Text.Json;

namespace Unlearn.Formats.Tables;

/// <summary>One row of JSON.</summary>
/// <param name="Cells">Its values by key.</param>
/// <param name="Line">The line of the file where rows are lines, else the row's number.</param>
internal readonly record struct JsonRecord(IReadOnlyDictionary<string, JsonElement> Cells, int Line);
