namespace Unlearn.Formats.Json;

/// <summary>Canonical JSON leaves the property out where it is null; other properties are written as <c>null</c>.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class AbsentWhenNullAttribute : Attribute;
