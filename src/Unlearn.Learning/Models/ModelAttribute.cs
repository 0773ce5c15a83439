using Unlearn.Core.Components;

namespace Unlearn.Learning.Models;

/// <summary>Marks a record as a model architecture and gives its name in manifests.</summary>
/// <param name="name">The kebab-case name, for example <c>mlp</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute(string name) : ComponentAttribute(name);
