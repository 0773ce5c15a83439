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
    ) => new ExperimentPlanner(definition, ProblemLoader.Load(definition, folders)).Build(new TrialFilter(filters));

    /// <summary>Makes the plan.</summary>
    /// <param name="filter">
    /// Which trials; yardsticks of a chosen trial's scenario and seed come along, because its figures are measured
    /// against them.
    /// </param>
    /// <exception cref="InputException">A scenario chooses no point, two rows have one name, or the filter chooses no trial.</exception>
    public ExperimentPlan Build(TrialFilter filter)
    {
        var all = new List<ForgetCase>();
        var settings = new List<PlannedSetting>();
        foreach (LearningProblem problem in _problems)
        {
            AttackPlanner attacks = Attacks(problem, []);
            foreach (Named<IForgetScenario> scenario in _definition.Forget)
            {
                PlantedData? planted = Plant(problem, scenario);
                LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
                ForgetCase[] cases =
                [
                    .. Enumerable.Range(0, _definition.Seeds.Count).Select(seed => Case(own, scenario, seed, planted)),
                ];
                all.AddRange(cases);
                AttackPlanner ownAttacks = planted is null ? attacks : Attacks(own, planted.NonMembers);
                if (Setting(own, scenario.Id, cases, ownAttacks, filter) is { } setting)
                {
                    settings.Add(setting);
                }
            }
        }

        AttackedPoints.Check(_definition, all);
        return settings.Count > 0
            ? new ExperimentPlan(_definition, _problems, settings, [.. Verification(settings)])
            : throw NothingChosen(filter);
    }

    private static string IdOf(LearningProblem problem, string scenario, RowRecipe row, int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.Name}/{scenario}/{row.Id}/seed-{seed}");

    private AttackPlanner Attacks(LearningProblem problem, IReadOnlyCollection<int> planted) =>
        new(
            _definition,
            problem,
            new ShadowPool(problem, BaseKey(_definition).Derive("shadows"), _members, planted),
            _targets,
            _tasks
        );

    private PlantedData? Plant(LearningProblem problem, Named<IForgetScenario> scenario)
    {
        if (scenario.Value is not IPlantingScenario planting)
        {
            return null;
        }

        return problem.Given is null
            ? planting.Plant(
                problem.Data.Dataset,
                problem.Split,
                BaseKey(_definition).Derive("planted").Derive(scenario.Id)
            )
            : throw new InputException(
                $"Scenario '{scenario.Id}' plants points in the training data, so that its original must be trained on them here; take `weights` ({problem.Given.File}) out of the model."
            );
    }

    private ForgetCase Case(LearningProblem problem, Named<IForgetScenario> scenario, int seed, PlantedData? planted)
    {
        RandomKey key = BaseKey(_definition).Derive("trial").Derive(seed);
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
            _targets.GivenOr(problem, request),
            _targets.Retrained(problem, request),
            _targets.Retrained(problem, request with { Seed = key.Derive("null") })
        )
        {
            Planted = planted,
            Stream = stream,
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
        if (one.Stream is { } stream && row.Method is not null)
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
            _tasks.Intern(new EvaluationTask(one, inputs, before, answers)),
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
