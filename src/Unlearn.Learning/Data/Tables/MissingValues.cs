namespace Unlearn.Learning.Data.Tables;

/// <summary>What happens to rows with missing cells.</summary>
public enum MissingValues
{
    /// <summary>A missing cell is an error with file and line.</summary>
    Reject,

    /// <summary>Rows with a missing cell in a declared column are left out.</summary>
    Drop,

    /// <summary>
    /// A missing number becomes the column's mean over the training set, a missing text a category of its own (the text that marks
    /// it). Labels and groups are never filled.
    /// </summary>
    Fill,
}
