namespace Unlearn.Learning.Data.Tables;

/// <summary>What a person should know about the columns of a table.</summary>
internal static class TableNotes
{
    /// <summary>Columns that were passed over although nothing said so.</summary>
    public static IEnumerable<DataNote> Of(IReadOnlyList<string> names, ColumnUse[] uses)
    {
        string[] indices =
        [
            .. names.Where((name, column) => uses[column] == ColumnUse.Ignored && IndexColumn.Is(name)),
        ];
        if (indices.Length > 0)
        {
            yield return new DataNote(
                "row-numbers",
                $"passed over: {string.Join(", ", indices.Select(static name => $"'{name}'"))}, which has no name in the file, as the row numbers "
                    + "that pandas writes; where it is data, declare it by this name"
            );
        }
    }
}
