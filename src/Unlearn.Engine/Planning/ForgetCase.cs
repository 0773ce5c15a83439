using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>One scenario under one trial seed: the original, what it must forget, and the yardsticks.</summary>
/// <param name="Problem">Dataset and architecture.</param>
/// <param name="Scenario">The scenario's name in the manifest.</param>
/// <param name="Seed">Index of the trial seed, 0-based.</param>
/// <param name="Request">The original and its forget set.</param>
/// <param name="NonMembers">Points that an attacker compares the forget set with.</param>
/// <param name="Original">The model before forgetting.</param>
/// <param name="Reference">Retrained without the forget set, same seed.</param>
/// <param name="Null">Retrained without the forget set, another seed.</param>
public sealed record ForgetCase(
    LearningProblem Problem,
    string Scenario,
    int Seed,
    ForgetRequest Request,
    PointSet NonMembers,
    Target Original,
    Target Reference,
    Target Null
)
{
    /// <summary>Where the randomness of null rows comes from.</summary>
    public required RandomKey NullSeed { get; init; }

    /// <summary>What the scenario planted in the training data; null where it planted nothing.</summary>
    public PlantedData? Planted { get; init; }

    /// <summary>The parts of the forget set that are asked for one after another; null where all are forgotten at once.</summary>
    public IReadOnlyList<PointSet>? Stream { get; init; }

    /// <summary>Retained points that are attacked too: as many as are forgotten, or all where fewer stay.</summary>
    public PointSet RetainedSample { get; } =
        new(Request.Seed.Derive("retained-sample").Order(Request.Retain.Ids.AsSpan()).Take(Request.Forget.Count));
}
