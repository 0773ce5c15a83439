namespace Unlearn.Core.Components;

/// <summary>Exactly one of the named options must be given in the manifest.</summary>
/// <param name="options">Names of properties of the record that carries this attribute.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class OneOfAttribute(params string[] options) : Attribute
{
    /// <summary>Names of the properties of which exactly one is given.</summary>
    public IReadOnlyList<string> Options { get; } = options;

    /// <summary>Whether none of them may be given as well (at most one instead of exactly one).</summary>
    public bool Optional { get; init; }
}
