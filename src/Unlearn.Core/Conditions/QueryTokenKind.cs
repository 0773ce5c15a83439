namespace Unlearn.Core.Conditions;

/// <summary>What a piece of a condition is.</summary>
public enum QueryTokenKind
{
    /// <summary>A word: a column, or a word of the language.</summary>
    Name,

    /// <summary>A feature by its number.</summary>
    Feature,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>An operator, a bracket or a comma.</summary>
    Symbol,

    /// <summary>The end of the condition.</summary>
    End,
}
