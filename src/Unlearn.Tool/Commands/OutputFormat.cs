namespace Unlearn.Tool.Commands;

/// <summary>How a verb prints its result on standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Tables for people.</summary>
    Table,

    /// <summary>JSON for programs.</summary>
    Json,
}
