namespace Unlearn.Learning.Data.Tables;

/// <summary>A table read row by row: cells as text, with the line that each row stands on.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>The file's name in messages.</summary>
    string File { get; }

    /// <summary>Column names in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>A sentence, with a blank before it, about what may be wrong with the whole table; empty where nothing is.</summary>
    string Doubt => "";

    /// <summary>The line of the present row, counted from 1.</summary>
    int Line { get; }

    /// <summary>Goes to the next row; false at the end.</summary>
    bool Read();

    /// <summary>The text of a cell of the present row; empty where the format has no value.</summary>
    ReadOnlySpan<char> Cell(int column);
}
