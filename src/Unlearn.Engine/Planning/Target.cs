using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Planning;

/// <summary>A model to be measured: one member, or several that answer together.</summary>
public sealed record Target
{
    /// <summary>Puts members together.</summary>
    /// <param name="members">At least one.</param>
    /// <param name="aggregation">How several answer together; a lone member answers itself.</param>
    public Target(IReadOnlyList<WeightTask> members, Aggregation aggregation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        Members = members;
        Aggregation = members.Count == 1 ? Aggregation.Mean : aggregation;
        Identity = new(
            members.Count == 1
                ? CanonicalJson.Of(members[0].Key.Hex)
                : CanonicalJson.Of(
                    new EnsembleInputs(Aggregation, [.. members.Select(static member => member.Key.Hex)])
                )
        );
    }

    /// <summary>The members.</summary>
    public IReadOnlyList<WeightTask> Members { get; }

    /// <summary>How they answer together.</summary>
    public Aggregation Aggregation { get; }

    /// <summary>Canonical JSON for keys.</summary>
    internal CanonicalText Identity { get; }
}
