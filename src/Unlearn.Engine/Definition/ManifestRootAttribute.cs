namespace Unlearn.Engine.Definition;

/// <summary>Marks the record that a whole manifest is bound to; the generator starts from it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManifestRootAttribute : Attribute;
