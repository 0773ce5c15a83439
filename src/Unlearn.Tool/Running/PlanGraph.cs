using Unlearn.Engine.Inspection;

namespace Unlearn.Tool.Running;

/// <summary>A plan's graph as text for drawing tools; tasks that would run stand out.</summary>
internal static class PlanGraph
{
    private const int KeyDigits = 12;

    /// <summary>For Graphviz.</summary>
    public static void WriteDot(PlanDescription plan, TextWriter output)
    {
        output.WriteLine("digraph plan {");
        output.WriteLine("  rankdir=LR; node [shape=box, style=filled, fillcolor=white];");
        foreach (TaskDescription task in plan.Tasks)
        {
            string colour = task.State == TaskState.ToRun ? ", fillcolor=orange" : "";
            output.WriteLine($"  \"{Id(task.Key)}\" [label=\"{Quote(task.Label)}\"{colour}];");
        }

        foreach ((string from, string to) in Edges(plan))
        {
            output.WriteLine($"  \"{from}\" -> \"{to}\";");
        }

        output.WriteLine("}");
    }

    /// <summary>For Mermaid.</summary>
    public static void WriteMermaid(PlanDescription plan, TextWriter output)
    {
        output.WriteLine("flowchart LR");
        output.WriteLine("  classDef run fill:orange");
        foreach (TaskDescription task in plan.Tasks)
        {
            string mark = task.State == TaskState.ToRun ? ":::run" : "";
            output.WriteLine($"  t{Id(task.Key)}[\"{Quote(task.Label)}\"]{mark}");
        }

        foreach ((string from, string to) in Edges(plan))
        {
            output.WriteLine($"  t{from} --> t{to}");
        }
    }

    private static IEnumerable<(string From, string To)> Edges(PlanDescription plan) =>
        from task in plan.Tasks
        from input in task.Inputs
        select (Id(input), Id(task.Key));

    private static string Id(string key) => key[..KeyDigits];

    private static string Quote(string label) => label.Replace('"', '\'').Replace('\\', '/');
}
