using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Attacks;

namespace Unlearn.Engine.Definition;

/// <summary>What verification may cost.</summary>
public sealed record BudgetOptions
{
    /// <summary>Number of shadow models, even; 0 leaves it to the attacks' own options. Default 0.</summary>
    [Range(0, 100_000)]
    [UsedBy(typeof(IShadowAttack))]
    public int Shadows { get; init; }

    /// <summary>
    /// Number of retrained models, each with another seed, for attacks that compare with several of them; an attacked model
    /// is never among them. Default 2.
    /// </summary>
    [Range(1, 10_000)]
    public int References { get; init; } = 2;
}
