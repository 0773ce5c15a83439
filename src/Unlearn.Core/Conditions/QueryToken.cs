namespace Unlearn.Core.Conditions;

/// <summary>A piece of a condition with its position.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text without quotes.</param>
/// <param name="Number">Its value where it is a number, or the number of a feature.</param>
/// <param name="Start">Position in the condition, from 0.</param>
/// <param name="Length">Length in the condition, quotes included.</param>
public sealed record QueryToken(QueryTokenKind Kind, string Text, double Number, int Start, int Length)
{
    /// <summary>Whether it is a word of the language or a symbol.</summary>
    public bool Is(string word) =>
        (Kind is QueryTokenKind.Name or QueryTokenKind.Symbol) && Text == word && Length == word.Length;
}
