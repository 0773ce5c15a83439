namespace Unlearn.Core.Conditions;

/// <summary>A mistake in a condition.</summary>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="start">Where it begins, from 0.</param>
/// <param name="length">How long it is.</param>
public sealed class QueryException(string message, int start, int length) : Exception(message)
{
    /// <summary>A mistake at a token.</summary>
    public QueryException(string message, QueryToken at)
        : this(message, at.Start, at.Length) { }

    /// <summary>Where it begins, from 0.</summary>
    public int Start { get; } = start;

    /// <summary>How long it is.</summary>
    public int Length { get; } = length;
}
