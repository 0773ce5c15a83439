using System.Globalization;
using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>Tasks of one shape that a worker runs together.</summary>
/// <param name="Tasks">At least one.</param>
/// <param name="Bytes">Memory that is reserved for them.</param>
internal sealed record TaskGroup(IReadOnlyList<PlanTask> Tasks, long Bytes = 0)
{
    /// <summary>Their kind.</summary>
    public string Kind => Tasks[0].Kind;

    /// <summary>What they do, for people.</summary>
    public string Description =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Tasks.Count} {Tasks[0].Describe(Tasks)} of {Tasks[0].Problem.Name}"
        );
}
