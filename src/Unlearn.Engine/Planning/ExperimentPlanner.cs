using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
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

    /// <param name="definition">The experiment.</param>
    /// <param name="problems">Its datasets, each with each architecture.</param>
    public ExperimentPlanner(ExperimentDefinition definition, IReadOnlyList<LearningProblem> problems)
    {
        _definition = definition;
        _problems = problems;
        _rows = RowRecipes.Of(definition);
        _members = new MemberRegistry(_tasks);
        _targets = new TargetBuilder(_members);
    }

    /// <summary>The key that everything random in an experiment derives from.</summary>
    public static RandomKey BaseKey(ExperimentDefinition definition) =>
        new RandomKey((ulong)definition.Seeds.Base).Derive("experiment");

    /// <summary>Loads the data of a definition and makes its plan.</summary>
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
    /// <returns>The plan, or its first step where scores are missing (see <see cref="ExperimentPlan.IsScoring"/>).</returns>
    /// <exception cref="InputException">A scenario chooses no point, two rows have one name, or the filter chooses no trial.</exception>
    public ExperimentPlan Build(TrialFilter filter, Func<ScoringTask, IReadOnlyList<double>?>? scores = null)
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

                PlantedData? planted = ScenarioSelection.Plant(problem, scenario, BaseKey(_definition));
                LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
                ForgetCase[] cases =
                [
                    .. Enumerable
                        .Range(0, _definition.Seeds.Count)
                        .Select(seed => Case(own, scenario, seed, planted, scored)),
                ];
                all.AddRange(cases);
                AttackPlanner ownAttacks = planted is null ? attacks : Attacks(own, Shadows(own, planted.NonMembers));
                if (Setting(own, scenario.Id, cases, ownAttacks, filter) is { } setting)
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

    private static string IdOf(LearningProblem problem, string scenario, RowRecipe row, int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.Name}/{scenario}/{row.Id}/seed-{seed}");

    private ShadowPool Shadows(LearningProblem problem, IReadOnlyCollection<int> planted) =>
        new(problem, BaseKey(_definition).Derive("shadows"), _members, planted);

    private AttackPlanner Attacks(LearningProblem problem, ShadowPool shadows) =>
        new(_definition, problem, shadows, _targets, _tasks);

    private ForgetCase Case(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        int seed,
        PlantedData? planted,
        IReadOnlyList<double>? scores
    )
    {
        RandomKey key = BaseKey(_definition).Derive("trial").Derive(seed);
        var selection = ScenarioSelection.Of(problem, scenario, key, planted, scores);
        var request = new ForgetRequest(key.Derive("model"), problem.Train, selection.Forget, problem.Training);
        return new ForgetCase(
            problem,
            scenario.Id,
            seed,
            request,
            selection.NonMembers,
            _targets.GivenOr(problem, request),
            _targets.Retrained(problem, request),
            _targets.Retrained(problem, request with { Seed = key.Derive("null") })
        )
        {
            Planted = selection.Planted,
            Stream = selection.Stream,
        };
    }

    private PlannedSetting? Setting(
        LearningProblem problem,
        string scenario,
        ForgetCase[] cases,
        AttackPlanner attacks,
        TrialFilter filter
    )
    {
        bool Chosen(RowRecipe row, int seed) => filter.Chooses(IdOf(problem, scenario, row, seed));
        HashSet<int> seeds =
        [
            .. cases.Select(static one => one.Seed).Where(seed => _rows.Any(row => Chosen(row, seed))),
        ];
        var rows = new List<PlannedRow>();
        foreach (RowRecipe row in _rows)
        {
            PlannedTrial[] trials =
            [
                .. cases
                    .Where(one => seeds.Contains(one.Seed) && (row.Method is null || Chosen(row, one.Seed)))
                    .Select(one => Trial(problem, scenario, row, one, attacks)),
            ];
            if (trials.Length > 0)
            {
                rows.Add(new PlannedRow(row, trials));
            }
        }

        return rows.Count > 0 ? new PlannedSetting(problem, scenario, rows) : null;
    }

    private PlannedTrial Trial(
        LearningProblem problem,
        string scenario,
        RowRecipe row,
        ForgetCase shared,
        AttackPlanner attacks
    )
    {
        ForgetCase one = _targets.CaseOf(row, shared);
        IReadOnlyList<Target> answers =
            row.Role == RowRole.Null
                ? [one.Null]
                : _targets.Answers(problem, row, one.Request, one.Stream, one.Original);
        Target target = answers[^1];
        Target? before = _targets.Before(problem, row, one.Request, one.Original);
        string inputs =
            $$"""{"before":{{before?.Identity ?? "null"}},"forget":"{{one.Request.Forget.Digest}}","kind":"evaluation","reference":{{one.Reference.Identity}},"retain":"{{one.Request.Retain.Digest}}","target":{{target.Identity}},"test":"{{problem.Test.Digest}}","version":{{Evaluation.TrialEvaluator.Version}}}""";
        IReadOnlyList<PointSet>? stream = row.Role == RowRole.Method ? one.Stream : null;
        if (stream is not null)
        {
            IEnumerable<string> steps = answers.Zip(
                stream,
                static (model, part) => $$"""{"model":{{model.Identity}},"part":"{{part.Digest}}"}"""
            );
            inputs = $$"""{"answers":[{{string.Join(',', steps)}}],{{inputs[1..]}}""";
        }

        return new PlannedTrial(
            IdOf(problem, scenario, row, one.Seed),
            one,
            _tasks.Intern(new EvaluationTask(one, inputs, before, answers, stream)),
            attacks.Attacks(row, one, target)
        )
        {
            ReferenceAttacks =
                row.Method is IOwnTrainingMethod
                    ? attacks.Attacks(row with { Role = RowRole.Reference }, one, one.Reference)
                    : [],
        };
    }

    // What the report's own rows need beside methods' models: yardsticks and shadows, each counted once.
    private static IEnumerable<WeightTask> Verification(IReadOnlyList<PlannedSetting> settings) =>
        settings
            .SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials.SelectMany(trial => Verification(row.Recipe, trial)))
            .Distinct();

    // A method's own null model is trained only where an attack asks for it, and is then among that attack's.
    private static IEnumerable<WeightTask> Verification(RowRecipe row, PlannedTrial trial) =>
        [
            .. trial.Case.Reference.Members,
            .. row.Method is IOwnTrainingMethod ? [] : trial.Case.Null.Members,
            .. trial
                .Attacks.Concat(trial.ReferenceAttacks)
                .SelectMany(static attack => attack.Task.Targets.VerificationMembers),
        ];

    private InputException NothingChosen(TrialFilter filter)
    {
        string example = IdOf(_problems[0], _definition.Forget[0].Id, _rows[^1], 0);
        return new InputException(
            $"No trial matches {string.Join(" or ", filter.Globs.Select(static glob => $"'{glob}'"))}; trial ids look like '{example}'."
        );
    }
}
