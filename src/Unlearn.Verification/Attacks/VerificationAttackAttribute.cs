using Unlearn.Core.Components;

namespace Unlearn.Verification.Attacks;

/// <summary>Marks a record as a verification attack and gives its name in manifests.</summary>
/// <param name="name">The kebab-case name, for example <c>lira</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VerificationAttackAttribute(string name) : ComponentAttribute(name)
{
    /// <summary>A short or usual name that <c>unlearn audit</c> takes as well, or null.</summary>
    public string? ShortName { get; init; }
}
