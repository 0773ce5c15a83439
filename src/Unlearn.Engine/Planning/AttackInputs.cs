using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides the figures of one attack on one model.</summary>
internal sealed record AttackInputs
{
    /// <summary>The attack.</summary>
    public required CanonicalText Attack { get; init; }

    /// <summary>Digest of the attacked points.</summary>
    public required string Forget { get; init; }

    /// <summary>Key of the untrained model, or null.</summary>
    public required string? Incompetent { get; init; }

    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "attack";

    /// <summary>Digest of the points that they are compared with.</summary>
    public required string NonMembers { get; init; }

    /// <summary>The model before forgetting, or null.</summary>
    public required CanonicalText? Original { get; init; }

    /// <summary>Digest of the dataset.</summary>
    [WrittenAfter(nameof(Original))]
    public required string Labels { get; init; }

    /// <summary>Digest of the population set.</summary>
    public required string Population { get; init; }

    /// <summary>The model whose weights are compared with; null where none are.</summary>
    [AbsentWhenNull]
    public required CanonicalText? Reference { get; init; }

    /// <summary>Digest of the retain set.</summary>
    public required string Retain { get; init; }

    /// <summary>Digest of the retained points that are attacked too.</summary>
    public required string Retained { get; init; }

    /// <summary>Models retrained with other seeds.</summary>
    public required IReadOnlyList<CanonicalText> Retrained { get; init; }

    /// <summary>Digest of the shadow models' keys, or null.</summary>
    public required string? Shadows { get; init; }

    /// <summary>The attacked model.</summary>
    public required CanonicalText Target { get; init; }

    /// <summary>Digest of the test set.</summary>
    public required string Test { get; init; }

    /// <summary>Models that unlearned with other seeds.</summary>
    public required IReadOnlyList<CanonicalText> Unlearned { get; init; }

    /// <summary>Version of how inputs are put together.</summary>
    public int Version { get; init; } = AttackTask.Version;
}
