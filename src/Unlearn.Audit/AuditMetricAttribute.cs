namespace Unlearn.Audit;

/// <summary>Names a metric of <c>unlearn audit</c>.</summary>
/// <param name="name">The kebab-case name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AuditMetricAttribute(string name) : Attribute
{
    /// <summary>The kebab-case name.</summary>
    public string Name { get; } = name;

    /// <summary>A short or usual name that <c>unlearn audit</c> takes as well, or null.</summary>
    public string? ShortName { get; init; }
}
