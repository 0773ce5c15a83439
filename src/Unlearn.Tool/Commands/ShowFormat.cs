namespace Unlearn.Tool.Commands;

/// <summary>How a run's tables are printed.</summary>
internal enum ShowFormat
{
    /// <summary>Tables for people.</summary>
    Table,

    /// <summary>GitHub tables for documents.</summary>
    Markdown,

    /// <summary>The results as they are.</summary>
    Json,
}
