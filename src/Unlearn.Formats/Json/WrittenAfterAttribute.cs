namespace Unlearn.Formats.Json;

/// <summary>
/// Canonical JSON writes the property behind another one and not in ordinal order, because keys that exist have it there.
/// </summary>
/// <param name="other">The name of the other property in C#.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class WrittenAfterAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;
}
