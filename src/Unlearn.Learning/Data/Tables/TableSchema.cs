namespace Unlearn.Learning.Data.Tables;

/// <summary>What the columns of a table mean.</summary>
internal sealed record TableSchema
{
    /// <summary>Column of the class.</summary>
    public required string Label { get; init; }

    /// <summary>Column of the group (a user, a person), or empty.</summary>
    public string Group { get; init; } = "";

    /// <summary>Column of the part (train, test, population), or empty.</summary>
    public string Part { get; init; } = "";

    /// <summary>Number columns; with <see cref="Categorical"/> empty too: every column but those with another use and row numbers.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Text columns, one-hot in the features.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns that queries may name but models do not see.</summary>
    public IReadOnlyList<string> QueryOnly { get; init; } = [];

    /// <summary>Texts that mark a missing cell.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "?", "NA", "NaN"];

    /// <summary>The character before decimals.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>What happens to missing cells.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Reject;

    /// <summary>Class names in label order; empty: the label column's distinct values, sorted.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether number columns are brought to mean 0 and deviation 1 of the training set.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Only the first this many rows; 0: all.</summary>
    public int Limit { get; init; }
}
