namespace Unlearn.Tool.Commands;

/// <summary>How <c>unlearn plan</c> prints a plan.</summary>
internal enum PlanFormat
{
    /// <summary>A summary for people.</summary>
    Table,

    /// <summary>Every task, for programs.</summary>
    Json,

    /// <summary>The graph for Graphviz.</summary>
    Dot,

    /// <summary>The graph for Mermaid.</summary>
    Mermaid,
}
