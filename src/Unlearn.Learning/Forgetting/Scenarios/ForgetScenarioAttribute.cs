using Unlearn.Core.Components;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Marks a record as a forgetting scenario and gives its name in manifests.</summary>
/// <param name="name">The kebab-case name, for example <c>random</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ForgetScenarioAttribute(string name) : ComponentAttribute(name);
