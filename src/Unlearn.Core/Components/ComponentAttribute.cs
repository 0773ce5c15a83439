namespace Unlearn.Core.Components;

/// <summary>
/// Gives a component (dataset, model, scenario, method or attack) its name in manifests. The generator finds components
/// by this attribute; the record that carries it is the only place where an option, its default, its range and its
/// documentation stand.
/// </summary>
/// <param name="name">The kebab-case name that manifests use, unique within the component's family.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ComponentAttribute(string name) : Attribute
{
    /// <summary>The kebab-case name that manifests use.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The version of the algorithm. It is part of every store key: raise it whenever the same inputs give other numbers.
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The name for people where the words of <see cref="Name"/> are not it: <c>LiRA</c>.</summary>
    public string? Title { get; init; }
}
