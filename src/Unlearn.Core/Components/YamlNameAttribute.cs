namespace Unlearn.Core.Components;

/// <summary>The manifest's key of a property whose C# name would give another one.</summary>
/// <param name="name">The key, camelCase.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class YamlNameAttribute(string name) : Attribute
{
    /// <summary>The key in manifests.</summary>
    public string Name { get; } = name;
}
