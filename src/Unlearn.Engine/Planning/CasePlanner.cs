using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;

namespace Unlearn.Engine.Planning;

/// <summary>Makes scenarios under seeds: what is to be forgotten, and the yardsticks.</summary>
internal sealed class CasePlanner(TargetBuilder targets)
{
    /// <summary>One scenario under one seed.</summary>
    /// <param name="problem">Dataset, with what was planted, and architecture.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">Index of the seed.</param>
    /// <param name="seeds">What the seeds derive from: those of the evaluation, or those of tuning.</param>
    /// <param name="planted">What was planted, or null.</param>
    /// <param name="scores">Memorisation scores, for scenarios that choose by them.</param>
    public ForgetCase Of(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        int seed,
        RandomKey seeds,
        PlantedData? planted,
        IReadOnlyList<double>? scores
    )
    {
        RandomKey key = seeds.Derive(seed);
        var selection = ScenarioSelection.Of(problem, scenario, key, planted, scores);
        var request = new ForgetRequest(key.Derive("model"), problem.Train, selection.Forget, problem.Training);
        return new ForgetCase(
            problem,
            scenario.Id,
            seed,
            request,
            selection.NonMembers,
            targets.GivenOr(problem, request),
            targets.Retrained(problem, request),
            targets.Retrained(problem, request with { Seed = key.Derive("null") })
        )
        {
            NullSeed = key.Derive("null"),
            Planted = selection.Planted,
            Stream = selection.Stream,
        };
    }
}
