namespace Unlearn.Core.Components;

/// <summary>
/// Excludes certain components of another family: a method that follows a training refuses models whose weights come from
/// elsewhere. A manifest that combines them is a compile error. On a member of an enum it binds those who choose that value.
/// </summary>
/// <param name="types">Component records of one family, or interfaces of them.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class RefusesAttribute(params Type[] types) : Attribute
{
    /// <summary>The components that are refused.</summary>
    public IReadOnlyList<Type> Types { get; } = types;

    /// <summary>Name of an option: they are refused only where it is given; empty: whether or not it is.</summary>
    public string With { get; init; } = "";

    /// <summary>Name of an option: they are refused only where it is not given; empty: whether or not it is.</summary>
    public string Without { get; init; } = "";

    /// <summary>Why, as half a sentence for the diagnostic ("it takes back updates of a training made here").</summary>
    public string Reason { get; init; } = "";
}
