namespace Unlearn.Core.Components;

/// <summary>
/// Restricts a component to certain components of another family: a method to some models, a method to class scenarios.
/// A manifest that combines it with anything else of that family is a compile error. On a member of an enum it binds those who
/// choose that value.
/// </summary>
/// <param name="types">Component records of one family, or interfaces of them: all that are served.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class ServesAttribute(params Type[] types) : Attribute
{
    /// <summary>The components that are served.</summary>
    public IReadOnlyList<Type> Types { get; } = types;

    /// <summary>Why nothing else is, as half a sentence for the diagnostic ("its noise is optimised for one class").</summary>
    public string Reason { get; init; } = "";
}
