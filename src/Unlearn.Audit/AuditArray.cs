using Unlearn.Formats.Arrays;

namespace Unlearn.Audit;

/// <summary>An array and where it came from.</summary>
/// <param name="Array">The array under the name that the audit knows.</param>
/// <param name="Source">The file, for messages.</param>
public sealed record AuditArray(NamedArray Array, string Source)
{
    /// <summary>Its name.</summary>
    public string Name => Array.Name;
}
