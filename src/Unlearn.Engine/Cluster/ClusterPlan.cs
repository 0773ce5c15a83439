using Unlearn.Core;

namespace Unlearn.Engine.Cluster;

/// <summary>How the open tasks of a run are divided among processes: <c>cluster/plan.json</c>.</summary>
/// <param name="Stages">In order; elements are numbered through all of them. Empty where everything is in the store.</param>
public sealed record ClusterPlan(IReadOnlyList<ClusterStage> Stages)
{
    /// <summary>What a further round waits for, which is planned when this one has ended; null where none follows.</summary>
    public string? Finds { get; init; }

    /// <summary>The rounds that were planned so far, at least one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Rounds => 1 + Stages.Select(static stage => stage.Round).DefaultIfEmpty().Max();

    /// <summary>The last round alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ClusterPlan LastRound => this with { Stages = [.. Stages.Where(stage => stage.Round == Rounds - 1)] };

    /// <summary>All elements, in the order of their numbers.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<ClusterElement> Elements => Stages.SelectMany(static stage => stage.Elements);

    /// <summary>An element by its number.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public ClusterElement Element(int number)
    {
        int count = Elements.Count();
        return Elements.FirstOrDefault(element => element.Number == number)
            ?? throw new InputException(
                count == 0
                    ? $"There is no element {number}: everything was in the store when the run was planned."
                    : $"There is no element {number}; the run has the elements 0 to {count - 1}."
            );
    }
}
