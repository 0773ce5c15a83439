using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Manifests;

/// <summary>A manifest that cannot run; hosts print its diagnostics one a line and exit with code 2.</summary>
/// <param name="diagnostics">Everything that is wrong.</param>
/// <param name="overridden">Whether <c>--set</c> changed the text, so that positions are not those of the file.</param>
internal sealed class ManifestException(IReadOnlyList<ManifestDiagnostic> diagnostics, bool overridden)
    : Exception("the manifest has errors")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<ManifestDiagnostic> Diagnostics { get; } = diagnostics;

    /// <summary>Whether <c>--set</c> changed the text.</summary>
    public bool Overridden { get; } = overridden;
}
