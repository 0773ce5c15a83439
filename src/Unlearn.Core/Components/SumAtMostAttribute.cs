namespace Unlearn.Core.Components;

/// <summary>The sum of the named numeric options must not exceed a limit; options that are larger than the limit themselves do not count (fractions beside counts).</summary>
/// <param name="limit">The largest allowed sum.</param>
/// <param name="options">Names of properties of the record that carries this attribute.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SumAtMostAttribute(double limit, params string[] options) : Attribute
{
    /// <summary>The largest allowed sum.</summary>
    public double Limit { get; } = limit;

    /// <summary>Names of the properties that are added up.</summary>
    public IReadOnlyList<string> Options { get; } = options;
}
