using System.Collections.Immutable;
using Unlearn.Core;

namespace Unlearn.Verification.Evidence;

/// <summary>
/// Everything that an attack may look at. The attacked points are the forget set (members: the model once saw them)
/// and points that no target ever saw (non-members).
/// </summary>
public sealed record AttackInput
{
    private ImmutableArray<(EvidenceKind Kind, object Value)> Evidence { get; init; } = [];

    /// <summary>The target's outputs on the attacked points.</summary>
    public required LogitTable Target { get; init; }

    /// <summary>True classes of the attacked points, 0-based.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Names of the classes in label order; empty where they have none.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>Which attacked points are members (true: forget set).</summary>
    public required bool[] Members { get; init; }

    /// <summary>The kinds of further evidence that are there, in the order in which they were given.</summary>
    public IEnumerable<EvidenceKind> Kinds => Evidence.Select(static one => one.Kind);

    /// <summary>Further evidence, checked against the attacked points; null where it is not there.</summary>
    /// <param name="kind">Which.</param>
    /// <exception cref="InputException">It cannot be used, said in words.</exception>
    public T? Get<T>(CollectedEvidence<T> kind)
        where T : class
    {
        T? value = Find(kind);
        if (value is not null)
        {
            kind.Check(value, this);
        }

        return value;
    }

    /// <summary>Further evidence that the attack cannot do without, checked against the attacked points.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <exception cref="InputException">It is not there or cannot be used, said in words.</exception>
    public T Require<T>(CollectedEvidence<T> kind, string attack)
        where T : class =>
        Get(kind) ?? throw new InputException($"'{attack}' needs {kind.Description}, and none were given.");

    /// <summary>The same input with further evidence, in place of what it holds of this kind.</summary>
    public AttackInput With<T>(CollectedEvidence<T> kind, T value)
        where T : class => this with { Evidence = [.. Evidence.Where(one => one.Kind != kind), (kind, value)] };

    internal T? Find<T>(CollectedEvidence<T> kind)
        where T : class => Evidence.FirstOrDefault(one => one.Kind == kind).Value as T;
}
