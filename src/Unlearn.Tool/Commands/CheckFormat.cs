namespace Unlearn.Tool.Commands;

/// <summary>How findings in manifests are printed.</summary>
internal enum CheckFormat
{
    /// <summary>Lines as a compiler prints them.</summary>
    Text,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>SARIF 2.1.0 for code scanning.</summary>
    Sarif,
}
