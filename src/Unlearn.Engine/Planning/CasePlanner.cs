using Unlearn.Engine.Definition;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Planning;

/// <summary>Makes scenarios under seeds: what is to be forgotten, and the yardsticks.</summary>
internal sealed class CasePlanner(ExperimentDefinition definition, TargetBuilder targets)
{
    /// <summary>What a scenario plants in the training data; null where it plants nothing.</summary>
    /// <exception cref="InputException">The original was trained elsewhere, so that nothing can be planted.</exception>
    public PlantedData? Plant(LearningProblem problem, Named<IForgetScenario> scenario)
    {
        if (scenario.Value is not IPlantingScenario planting)
        {
            return null;
        }

        return problem.Given is null
            ? planting.Plant(
                problem.Data.Dataset,
                problem.Split,
                ExperimentPlanner.BaseKey(definition).Derive("planted").Derive(scenario.Id)
            )
            : throw new InputException(
                $"Scenario '{scenario.Id}' plants points in the training data, so that its original must be trained on them here; take `weights` ({problem.Given.File}) out of the model."
            );
    }

    /// <summary>One scenario under one seed.</summary>
    /// <param name="problem">Dataset, with what was planted, and architecture.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">Index of the seed.</param>
    /// <param name="seeds">What the seeds derive from: those of the evaluation, or those of tuning.</param>
    /// <param name="planted">What was planted, or null.</param>
    public ForgetCase Of(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        int seed,
        RandomKey seeds,
        PlantedData? planted
    )
    {
        RandomKey key = seeds.Derive(seed);
        IReadOnlyList<PointSet>? stream = (scenario.Value as IStreamScenario)?.Stream(
            problem.Data.Dataset,
            problem.Split,
            key.Derive("forget").Derive(scenario.Id),
            key.Derive("model")
        );
        PointSet forget =
            planted?.Forget
            ?? (stream is null ? null : new PointSet(stream.SelectMany(static part => part)))
            ?? scenario.Value.Select(problem.Data.Dataset, problem.Split, key.Derive("forget").Derive(scenario.Id));
        PointSet nonMembers = planted?.NonMembers ?? scenario.Value.NonMembers(problem.Data.Dataset, problem.Split);
        var request = new ForgetRequest(key.Derive("model"), problem.Train, forget, problem.Training);
        return new ForgetCase(
            problem,
            scenario.Id,
            seed,
            request,
            nonMembers,
            targets.GivenOr(problem, request),
            targets.Retrained(problem, request),
            targets.Retrained(problem, request with { Seed = key.Derive("null") })
        )
        {
            NullSeed = key.Derive("null"),
            Planted = planted,
            Stream = stream,
        };
    }
}
