namespace Unlearn.Core.Components;

/// <summary>
/// The option is a map of expectations, each a key and a value in one line. They are checked where they stand and handed over with their
/// place; the items' type is a record with both texts as parameters and the properties <c>File</c> and <c>Line</c>.
/// </summary>
/// <param name="verdicts">The enum of verdicts that expectations name.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ExpectationsAttribute(Type verdicts) : Attribute
{
    /// <summary>The enum of verdicts that expectations name.</summary>
    public Type Verdicts { get; } = verdicts;
}
