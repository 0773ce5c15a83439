namespace Unlearn.Core.Components;

/// <summary>The values of an option among which tuning chooses: members of an enum, numbers or truth values.</summary>
/// <param name="values">At least two different values of the option's type.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SearchChoicesAttribute(params object[] values) : Attribute
{
    /// <summary>The values.</summary>
    public IReadOnlyList<object> Values { get; } = values;
}
