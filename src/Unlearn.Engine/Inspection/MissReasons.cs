using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Inspection;

/// <summary>
/// Why tasks are not in the store: compared with the most similar entry of their kind, which inputs differ. Tasks of one group
/// and row share their reason, so that a plan of thousands is explained in a moment.
/// </summary>
internal sealed class MissReasons
{
    private const int MostDifferences = 3;
    private readonly HashSet<PlanTask> _running;
    private readonly Lazy<ILookup<string, IReadOnlyDictionary<string, string>>> _entries;
    private readonly Dictionary<(LearningProblem, string, string?), string> _groups = [];

    public MissReasons(IEnumerable<PlanTask> running, ResultStore store)
    {
        _running = [.. running];
        _entries = new(() => Entries(store));
    }

    /// <summary>The reason, in words.</summary>
    public string Of(PlanTask task)
    {
        if (task.Dependencies.FirstOrDefault(_running.Contains) is { } input)
        {
            return $"its input {input.Kind} {input.Key.Short} is to run";
        }

        (LearningProblem, string, string?) like = (task.Problem, task.Group, (task as UnlearnTask)?.Row);
        if (!_groups.TryGetValue(like, out string? reason))
        {
            _groups.Add(like, reason = Compare(task));
        }

        return reason;
    }

    private static ILookup<string, IReadOnlyDictionary<string, string>> Entries(ResultStore store) =>
        store
            .Files()
            .Select(StorePeek.Header)
            .OfType<EntryHeader>()
            .Select(static header => InputDifference.Flatten(header.Inputs))
            .ToLookup(static inputs => inputs.GetValueOrDefault("kind", ""));

    private string Compare(PlanTask task)
    {
        IReadOnlyDictionary<string, string> inputs = InputDifference.Flatten(task.Inputs);
        IReadOnlyList<InputDifference>? nearest = _entries
            .Value[inputs["kind"]]
            .Select(entry => InputDifference.Between(entry, inputs))
            .MinBy(static differences => differences.Count);
        return nearest switch
        {
            null => $"the store has no {inputs["kind"].Trim('"')} yet",
            { Count: <= MostDifferences } => $"changed: {string.Join("; ", nearest)}",
            _ => "nothing similar is in the store",
        };
    }
}
