namespace Unlearn.Core.Components;

/// <summary>
/// The component has nothing to do unless the manifest has a component of one of some names as well: an attack on planted data
/// needs a scenario that plants some. A manifest without any is a compile error.
/// </summary>
/// <param name="names">Names of components of any family, as manifests write them.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(params string[] names) : Attribute
{
    /// <summary>The names, of which one is enough.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
