using Unlearn.Verification.Auditing;

namespace Unlearn.Tool.Auditing;

/// <summary>An array and where it came from.</summary>
/// <param name="Array">The array under the name that the audit knows.</param>
/// <param name="Source">The file, for messages.</param>
internal sealed record AuditArray(NamedArray Array, string Source)
{
    /// <summary>Its name.</summary>
    public string Name => Array.Name;
}
