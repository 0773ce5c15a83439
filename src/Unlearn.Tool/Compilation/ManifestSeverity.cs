namespace Unlearn.Tool.Compilation;

/// <summary>How much a diagnostic matters.</summary>
public enum ManifestSeverity
{
    /// <summary>The manifest runs, but probably not as meant.</summary>
    Warning,

    /// <summary>The manifest cannot run.</summary>
    Error,
}
