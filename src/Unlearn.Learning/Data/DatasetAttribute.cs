using Unlearn.Core.Components;

namespace Unlearn.Learning.Data;

/// <summary>Marks a record as a dataset and gives its name in manifests.</summary>
/// <param name="name">The kebab-case name, for example <c>digits</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatasetAttribute(string name) : ComponentAttribute(name);
