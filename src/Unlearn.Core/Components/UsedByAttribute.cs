namespace Unlearn.Core.Components;

/// <summary>
/// Says that an option has an effect only where a component implements one of some interfaces. A manifest that gives the
/// option without such a component gets a warning.
/// </summary>
/// <param name="types">Interfaces of the components that use the option.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class UsedByAttribute(params Type[] types) : Attribute
{
    /// <summary>Interfaces of the components that use the option.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
