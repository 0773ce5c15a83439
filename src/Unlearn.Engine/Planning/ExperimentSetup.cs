using Unlearn.Engine.Definition;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Planning;

/// <summary>An experiment with its data, and what all its plans share: the rows, the cases, and every task once.</summary>
internal sealed class ExperimentSetup
{
    private readonly MemberRegistry _members;
    private readonly CasePlanner _cases;

    /// <param name="definition">The experiment.</param>
    /// <param name="problems">Its datasets, each with each architecture.</param>
    public ExperimentSetup(ExperimentDefinition definition, IReadOnlyList<LearningProblem> problems)
    {
        Definition = definition;
        Problems = problems;
        Rows = RowRecipes.Of(definition);
        Tasks = new TaskRegistry();
        _members = new MemberRegistry(Tasks);
        Targets = new TargetBuilder(_members);
        _cases = new CasePlanner(Targets);
    }

    /// <summary>The experiment.</summary>
    public ExperimentDefinition Definition { get; }

    /// <summary>Its datasets, each with each architecture.</summary>
    public IReadOnlyList<LearningProblem> Problems { get; }

    /// <summary>The rows of every table.</summary>
    public IReadOnlyList<RowRecipe> Rows { get; }

    /// <summary>All tasks of all plans.</summary>
    public TaskRegistry Tasks { get; }

    /// <summary>Makes the models of rows.</summary>
    public TargetBuilder Targets { get; }

    /// <summary>The key that everything random in the experiment derives from.</summary>
    public RandomKey Key => ExperimentPlanner.BaseKey(Definition);

    /// <summary>The shadow models of one problem.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="planted">Unseen points that a scenario has added to the problem.</param>
    public ShadowPool Shadows(LearningProblem problem, IReadOnlyCollection<int> planted) =>
        new(problem, Key.Derive("shadows"), _members, planted);

    /// <summary>A scenario under every seed, on the data with what it plants there.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="count">Number of seeds.</param>
    /// <param name="seeds">What the seeds derive from: those of the evaluation, or those of tuning.</param>
    /// <param name="scores">Memorisation scores, for scenarios that choose by them.</param>
    public ForgetCase[] Cases(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        int count,
        RandomKey seeds,
        IReadOnlyList<double>? scores
    )
    {
        PlantedData? planted = ScenarioSelection.Plant(problem, scenario, Key);
        LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
        return [.. Enumerable.Range(0, count).Select(seed => _cases.Of(own, scenario, seed, seeds, planted, scores))];
    }
}
