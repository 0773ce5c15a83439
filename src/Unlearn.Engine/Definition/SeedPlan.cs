using System.ComponentModel.DataAnnotations;

namespace Unlearn.Engine.Definition;

/// <summary>Where all randomness of an experiment comes from.</summary>
public sealed record SeedPlan
{
    /// <summary>The base seed: splits, shadows and every trial seed derive from it. Default 1729.</summary>
    [Range(0L, long.MaxValue)]
    public long Base { get; init; } = 1729;

    /// <summary>Number of trial seeds: repetitions with other initialisation, order and forget set. Default 3.</summary>
    [Range(1, 10_000)]
    public int Count { get; init; } = 3;
}
