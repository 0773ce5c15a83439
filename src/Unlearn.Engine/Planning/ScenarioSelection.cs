using Unlearn.Engine.Definition;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Planning;

/// <summary>What a scenario chooses for one trial seed, whatever kind of scenario it is.</summary>
/// <param name="Forget">Points to forget.</param>
/// <param name="NonMembers">Points that an attacker compares them with.</param>
/// <param name="Planted">What was planted in the training data; null where nothing was.</param>
/// <param name="Stream">The parts that are asked for one after another; null where all are at once.</param>
internal sealed record ScenarioSelection(
    PointSet Forget,
    PointSet NonMembers,
    PlantedData? Planted,
    IReadOnlyList<PointSet>? Stream
)
{
    /// <summary>What a scenario plants in a problem's data, the same for every trial seed; null where it plants nothing.</summary>
    /// <exception cref="InputException">Nothing can be planted, or the original was trained elsewhere and has not seen it.</exception>
    public static PlantedData? Plant(LearningProblem problem, Named<IForgetScenario> scenario, RandomKey experiment)
    {
        if (scenario.Value is not IPlantingScenario planting)
        {
            return null;
        }

        return problem.Given is null
            ? planting.Plant(
                problem.Data.Dataset,
                problem.Split,
                experiment.Derive("planted").Derive(CanonicalJson.TypeNameOf(planting))
            )
            : throw new InputException(
                $"Scenario '{scenario.Id}' plants points in the training data, so that its original must be trained on them here; take `weights` ({problem.Given.File}) out of the model."
            );
    }

    /// <summary>Chooses for one trial seed.</summary>
    /// <param name="problem">Dataset and split.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="trial">Key of the trial seed.</param>
    /// <param name="planted">What the scenario planted, or null.</param>
    /// <param name="scores">Memorisation scores, for scenarios that choose by them.</param>
    public static ScenarioSelection Of(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        RandomKey trial,
        PlantedData? planted,
        IReadOnlyList<double>? scores
    )
    {
        // By kind, not by name: a larger request contains the smaller one, and renaming changes nothing.
        RandomKey key = trial.Derive("forget").Derive(CanonicalJson.TypeNameOf(scenario.Value));
        if (planted is not null)
        {
            return new ScenarioSelection(planted.Forget, planted.NonMembers, planted, null);
        }

        if (scenario.Value is IScoredScenario scored)
        {
            return new ScenarioSelection(
                scored.Select(problem.Split, scores!),
                scored.NonMembers(problem.Split, scores!),
                null,
                null
            );
        }

        PointSet nonMembers = scenario.Value.NonMembers(problem.Data.Dataset, problem.Split);
        if (scenario.Value is IStreamScenario streaming)
        {
            IReadOnlyList<PointSet> stream = streaming.Stream(
                problem.Data.Dataset,
                problem.Split,
                key,
                trial.Derive("model")
            );
            return new ScenarioSelection(
                new PointSet(stream.SelectMany(static part => part)),
                nonMembers,
                null,
                stream
            );
        }

        return new ScenarioSelection(
            scenario.Value.Select(problem.Data.Dataset, problem.Split, key),
            nonMembers,
            null,
            null
        );
    }
}
