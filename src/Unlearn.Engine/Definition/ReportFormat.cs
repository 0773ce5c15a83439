namespace Unlearn.Engine.Definition;

/// <summary>A kind of report file.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained page.</summary>
    Html,

    /// <summary>Tables in Markdown.</summary>
    Markdown,

    /// <summary>A row for each figure of each trial.</summary>
    Csv,

    /// <summary>The same table as Parquet, with typed columns.</summary>
    Parquet,

    /// <summary>Trials as test cases, for pipelines.</summary>
    Junit,
}
