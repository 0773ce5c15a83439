namespace Unlearn.Core.Components;

/// <summary>
/// The component has nothing to do unless the manifest has a component of one of some types as well: an attack on planted data
/// needs a scenario that plants some. A manifest without any is a compile error.
/// </summary>
/// <param name="types">Component records of any family, or interfaces of them.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(params Type[] types) : Attribute
{
    /// <summary>The components, of which one is enough.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
