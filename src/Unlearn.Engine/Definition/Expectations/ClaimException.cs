namespace Unlearn.Engine.Definition.Expectations;

/// <summary>A mistake in an expectation.</summary>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="inValue">Whether it stands in the value, else in the key.</param>
internal sealed class ClaimException(string message, bool inValue) : Exception(message)
{
    /// <summary>Whether it stands in the value, else in the key.</summary>
    public bool InValue { get; } = inValue;
}
