namespace Unlearn.Core.Components;

/// <summary>
/// Marks the type of an entry of a named map: generic in the component's family, made from a name and a component, with the swept options in
/// <c>Sweep</c> and the searched ones in <c>Search</c>. A list of entries is a map in manifests.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManifestEntryAttribute : Attribute;
