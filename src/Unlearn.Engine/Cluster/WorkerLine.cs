namespace Unlearn.Engine.Cluster;

/// <summary>The command line of the processes that jobs of a cluster start: <c>unlearn worker RUN ELEMENT</c>.</summary>
public static class WorkerLine
{
    /// <summary>The verb.</summary>
    public const string Verb = "worker";

    /// <summary>Stands for an element: plan those that follow, or report where none follow.</summary>
    public const string Next = "next";

    /// <summary>Stands for an element: put the results together.</summary>
    public const string Report = "report";

    /// <summary>The option that lets an element's tasks count as failed, with the exit code that it ended with.</summary>
    public const string GiveUp = "--give-up";
}
