using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Planning;

/// <summary>Expands a definition to trials and to the tasks that they share. Nothing is trained.</summary>
public sealed class ExperimentPlanner
{
    private readonly ExperimentDefinition _definition;
    private readonly IReadOnlyList<LearningProblem> _problems;
    private readonly IReadOnlyList<RowRecipe> _rows;
    private readonly TaskRegistry _tasks = new();
    private readonly MemberRegistry _members;
    private readonly TargetBuilder _targets;
    private readonly CasePlanner _cases;
    private readonly TrialPlanner _trials;

    /// <param name="definition">The experiment.</param>
    /// <param name="problems">Its datasets, each with each architecture.</param>
    public ExperimentPlanner(ExperimentDefinition definition, IReadOnlyList<LearningProblem> problems)
    {
        _definition = definition;
        _problems = problems;
        _rows = RowRecipes.Of(definition);
        _members = new MemberRegistry(_tasks);
        _targets = new TargetBuilder(_members);
        _cases = new CasePlanner(_targets);
        _trials = new TrialPlanner(_rows, _targets, _tasks);
    }

    /// <summary>The experiment.</summary>
    public ExperimentDefinition Definition => _definition;

    /// <summary>The key that everything random in an experiment derives from.</summary>
    public static RandomKey BaseKey(ExperimentDefinition definition) =>
        new RandomKey((ulong)definition.Seeds.Base).Derive("experiment");

    /// <summary>Loads the data of a definition and makes its plan, with the options as written where it is tuned.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="folders">Where datasets are looked for.</param>
    /// <param name="filters">Globs over trial ids; empty for all.</param>
    /// <exception cref="InputException">Data, scenarios, names or filters are wrong.</exception>
    public static ExperimentPlan Plan(
        ExperimentDefinition definition,
        DataFolders folders,
        IReadOnlyList<string> filters
    ) =>
        Whole(
            new ExperimentPlanner(definition, ProblemLoader.Load(definition, folders)).Build(new TrialFilter(filters))
        );

    /// <summary>Refuses a plan that is only a first step.</summary>
    /// <exception cref="InputException">Forget sets depend on models that have not been trained.</exception>
    public static ExperimentPlan Whole(ExperimentPlan plan) =>
        plan.IsScoring
            ? throw new InputException(
                "A forget set of this experiment is chosen by models that are trained first (scenario 'memorised'), so that its trials are not known without their scores; `unlearn run` makes them."
            )
            : plan;

    /// <summary>Makes the plan.</summary>
    /// <param name="filter">
    /// Which trials; yardsticks of a chosen trial's scenario and seed come along, because its figures are measured
    /// against them.
    /// </param>
    /// <param name="scores">The scores of a scoring task, or null where they do not exist; default: none exist.</param>
    /// <param name="tuned">What tuning has chosen; null runs every method with its options as written.</param>
    /// <returns>The plan, or its first step where scores are missing (see <see cref="ExperimentPlan.IsScoring"/>).</returns>
    /// <exception cref="InputException">A scenario chooses no point, two rows have one name, or the filter chooses no trial.</exception>
    public ExperimentPlan Build(
        TrialFilter filter,
        Func<ScoringTask, IReadOnlyList<double>?>? scores = null,
        TuningOutcome? tuned = null
    )
    {
        var scoring = new List<ScoringTask>();
        bool unscored = false;
        var all = new List<ForgetCase>();
        var settings = new List<PlannedSetting>();
        foreach (LearningProblem problem in _problems)
        {
            ShadowPool shadows = Shadows(problem, []);
            AttackPlanner attacks = Attacks(problem, shadows);
            foreach (Named<IForgetScenario> scenario in _definition.Forget)
            {
                IReadOnlyList<double>? scored = null;
                if (ScoringTask.Of(problem, scenario.Value, shadows, _tasks) is { } task)
                {
                    scoring.Add(task);
                    scored = scores?.Invoke(task);
                    if (scored is null)
                    {
                        unscored = true;
                        continue;
                    }
                }

                RandomKey seeds = BaseKey(_definition).Derive("trial");
                ForgetCase[] cases = Cases(problem, scenario, _definition.Seeds.Count, seeds, scored);
                LearningProblem own = cases[0].Problem;
                PlantedData? planted = cases[0].Planted;
                all.AddRange(cases);
                AttackPlanner ownAttacks = planted is null ? attacks : Attacks(own, Shadows(own, planted.NonMembers));
                if (_trials.Setting(own, scenario.Id, cases, ownAttacks, filter, tuned) is { } setting)
                {
                    settings.Add(setting);
                }
            }
        }

        if (unscored)
        {
            return new ExperimentPlan(
                _definition,
                _problems,
                [],
                [.. scoring.SelectMany(static task => task.Shadows).Distinct()],
                [.. scoring.Distinct()]
            );
        }

        AttackedPoints.Check(_definition, all);
        return settings.Count > 0
            ? new ExperimentPlan(
                _definition,
                _problems,
                settings,
                [.. Verification(settings).Concat(scoring.SelectMany(static task => task.Shadows)).Distinct()],
                [.. scoring.Distinct()]
            )
            : throw NothingChosen(filter);
    }

    /// <summary>Makes the plan of the tuning that comes before it; null where nothing of what a run asks for is tuned.</summary>
    /// <param name="filter">Which trials are asked for: methods without any of them are not tuned.</param>
    /// <param name="scores">The scores of scoring tasks; all of them exist.</param>
    public TuningPlan? BuildTuning(TrialFilter filter, Func<ScoringTask, IReadOnlyList<double>?>? scores = null)
    {
        if (_definition.Tune is not { } options || _rows.All(static row => row.Search.Count == 0))
        {
            return null;
        }

        var planner = new TuningPlanner(_definition, options, _rows, _targets, _tasks);
        var rows = new List<TunedRow>();
        foreach (LearningProblem problem in _problems)
        {
            ShadowPool shadows = Shadows(problem, []);
            foreach (Named<IForgetScenario> scenario in _definition.Forget)
            {
                IReadOnlyList<double>? scored = ScoringTask.Of(problem, scenario.Value, shadows, _tasks) is { } task
                    ? scores?.Invoke(task)
                        ?? throw new InvalidOperationException("Tuning is planned when all scores exist.")
                    : null;
                RandomKey seeds = TuningPlanner.SeedKey(_definition);
                ForgetCase[] cases = Cases(problem, scenario, options.Seeds, seeds, scored);
                rows.AddRange(
                    planner.Setting(
                        cases[0].Problem,
                        scenario.Id,
                        cases,
                        row =>
                            Enumerable
                                .Range(0, _definition.Seeds.Count)
                                .Any(seed => filter.Chooses(TrialPlanner.IdOf(problem, scenario.Id, row, seed)))
                    )
                );
            }
        }

        return rows.Count == 0 ? null : new TuningPlan(rows, planner.Untuned());
    }

    /// <summary>A scenario under every seed, on the data with what it plants there.</summary>
    private ForgetCase[] Cases(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        int count,
        RandomKey seeds,
        IReadOnlyList<double>? scores
    )
    {
        PlantedData? planted = ScenarioSelection.Plant(problem, scenario, BaseKey(_definition));
        LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
        return [.. Enumerable.Range(0, count).Select(seed => _cases.Of(own, scenario, seed, seeds, planted, scores))];
    }

    private ShadowPool Shadows(LearningProblem problem, IReadOnlyCollection<int> planted) =>
        new(problem, BaseKey(_definition).Derive("shadows"), _members, planted);

    private AttackPlanner Attacks(LearningProblem problem, ShadowPool shadows) =>
        new(_definition, problem, shadows, _targets, _tasks);

    // What the report's own rows need beside methods' models: yardsticks and shadows, each counted once.
    private static IEnumerable<WeightTask> Verification(IReadOnlyList<PlannedSetting> settings) =>
        settings
            .SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials.SelectMany(trial => Verification(row.Recipe, trial)))
            .Distinct();

    // A method's own null model is trained only where an attack asks for it, and is then among that attack's.
    private static IEnumerable<WeightTask> Verification(RowRecipe row, PlannedTrial trial) =>
        [
            .. row.Role == RowRole.Null ? trial.Evaluation.Target.Members : [],
            .. trial.Case.Reference.Members,
            .. row.Method is IOwnTrainingMethod ? [] : trial.Case.Null.Members,
            .. trial
                .Attacks.Concat(trial.ReferenceAttacks)
                .SelectMany(static attack => attack.Task.Targets.VerificationMembers),
        ];

    private InputException NothingChosen(TrialFilter filter)
    {
        string example = TrialPlanner.IdOf(_problems[0], _definition.Forget[0].Id, _rows[^1], 0);
        return new InputException(
            $"No trial matches {string.Join(" or ", filter.Globs.Select(static glob => $"'{glob}'"))}; trial ids look like '{example}'."
        );
    }
}
