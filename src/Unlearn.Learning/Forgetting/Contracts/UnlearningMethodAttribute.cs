using Unlearn.Core.Components;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>Marks a record as an unlearning method and gives its name in manifests.</summary>
/// <param name="name">The kebab-case name, for example <c>gradient-ascent</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnlearningMethodAttribute(string name) : ComponentAttribute(name);
