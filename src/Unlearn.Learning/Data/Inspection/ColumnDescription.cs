namespace Unlearn.Learning.Data.Inspection;

/// <summary>A column of a table, or an array, as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>number</c>, <c>text</c>, <c>date</c>, or the shape of an array.</param>
/// <param name="Use">What it is for: <c>feature</c>, <c>query</c>, <c>group</c>; empty where nothing says so.</param>
/// <param name="Least">The smallest value; empty where there is none.</param>
/// <param name="Most">The largest value; empty where there is none.</param>
/// <param name="Missing">Cells without a value.</param>
/// <param name="Distinct">Different values.</param>
public sealed record ColumnDescription(
    string Name,
    string Type,
    string Use,
    string Least,
    string Most,
    int Missing,
    int Distinct
);
