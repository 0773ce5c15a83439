using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;
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

    /// <param name="definition">The experiment.</param>
    /// <param name="problems">Its datasets, each with each architecture.</param>
    public ExperimentPlanner(ExperimentDefinition definition, IReadOnlyList<LearningProblem> problems)
    {
        _definition = definition;
        _problems = problems;
        _rows = RowRecipes.Of(definition);
        _members = new MemberRegistry(_tasks);
        _targets = new TargetBuilder(_members);
        _cases = new CasePlanner(definition, _targets);
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
    ) => new ExperimentPlanner(definition, ProblemLoader.Load(definition, folders)).Build(new TrialFilter(filters));

    /// <summary>Makes the plan.</summary>
    /// <param name="filter">
    /// Which trials; yardsticks of a chosen trial's scenario and seed come along, because its figures are measured
    /// against them.
    /// </param>
    /// <param name="tuned">What tuning has chosen; null runs every method with its options as written.</param>
    /// <exception cref="InputException">A scenario chooses no point, two rows have one name, or the filter chooses no trial.</exception>
    public ExperimentPlan Build(TrialFilter filter, TuningOutcome? tuned = null)
    {
        var all = new List<ForgetCase>();
        var settings = new List<PlannedSetting>();
        foreach (LearningProblem problem in _problems)
        {
            AttackPlanner attacks = Attacks(problem, []);
            foreach (Named<IForgetScenario> scenario in _definition.Forget)
            {
                PlantedData? planted = _cases.Plant(problem, scenario);
                LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
                ForgetCase[] cases =
                [
                    .. Enumerable
                        .Range(0, _definition.Seeds.Count)
                        .Select(seed => _cases.Of(own, scenario, seed, BaseKey(_definition).Derive("trial"), planted)),
                ];
                all.AddRange(cases);
                AttackPlanner ownAttacks = planted is null ? attacks : Attacks(own, planted.NonMembers);
                if (Setting(own, scenario.Id, cases, ownAttacks, filter, tuned) is { } setting)
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

    /// <summary>Makes the plan of the tuning that comes before it; null where nothing of what a run asks for is tuned.</summary>
    /// <param name="filter">Which trials are asked for: methods without any of them are not tuned.</param>
    public TuningPlan? BuildTuning(TrialFilter filter)
    {
        if (_definition.Tune is not { } options || _rows.All(static row => row.Search.Count == 0))
        {
            return null;
        }

        var planner = new TuningPlanner(_definition, options, _rows, _targets, _tasks);
        var rows = new List<TunedRow>();
        foreach (LearningProblem problem in _problems)
        {
            foreach (Named<IForgetScenario> scenario in _definition.Forget)
            {
                PlantedData? planted = _cases.Plant(problem, scenario);
                LearningProblem own = planted is null ? problem : problem.On(planted.Dataset);
                ForgetCase[] cases =
                [
                    .. Enumerable
                        .Range(0, options.Seeds)
                        .Select(seed => _cases.Of(own, scenario, seed, TuningPlanner.SeedKey(_definition), planted)),
                ];
                rows.AddRange(
                    planner.Setting(
                        own,
                        scenario.Id,
                        cases,
                        row =>
                            Enumerable
                                .Range(0, _definition.Seeds.Count)
                                .Any(seed => filter.Chooses(IdOf(problem, scenario.Id, row, seed)))
                    )
                );
            }
        }

        return rows.Count == 0 ? null : new TuningPlan(rows, planner.Untuned());
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

    private PlannedSetting? Setting(
        LearningProblem problem,
        string scenario,
        ForgetCase[] cases,
        AttackPlanner attacks,
        TrialFilter filter,
        TuningOutcome? tuned
    )
    {
        // The null row of one method is no yardstick of another.
        bool IsYardstickOfChosen(RowRecipe row, int seed) =>
            row.Method is null
            || Chosen(row, seed)
            || _rows.Any(owner => owner.OwnNull == row.Id && Chosen(owner, seed));
        bool Chosen(RowRecipe row, int seed) => filter.Chooses(IdOf(problem, scenario, row, seed));
        HashSet<int> seeds =
        [
            .. cases.Select(static one => one.Seed).Where(seed => _rows.Any(row => Chosen(row, seed))),
        ];
        var rows = new List<PlannedRow>();
        foreach (RowRecipe written in _rows)
        {
            RowRecipe row = tuned is null
                ? written
                : written with
                {
                    Method = tuned.MethodOf(problem, scenario, written),
                };
            PlannedTrial[] trials =
            [
                .. cases
                    .Where(one =>
                        seeds.Contains(one.Seed)
                        && (row.Role != RowRole.Method ? IsYardstickOfChosen(row, one.Seed) : Chosen(row, one.Seed))
                    )
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
        ForgetCase one,
        AttackPlanner attacks
    )
    {
        IReadOnlyList<Target> answers = row switch
        {
            { Role: RowRole.Null, Method: null } => [one.Null],
            { Role: RowRole.Null } =>
            [
                _targets.Answers(problem, row, one.Request with { Seed = one.NullSeed }, one.Stream, one.Original)[^1],
            ],
            _ => _targets.Answers(problem, row, one.Request, one.Stream, one.Original),
        };
        Target target = answers[^1];
        Target? before = _targets.Before(problem, row, one.Request, one.Original);
        string inputs =
            $$"""{"before":{{before?.Identity ?? "null"}},"forget":"{{one.Request.Forget.Digest}}","kind":"evaluation","reference":{{one.Reference.Identity}},"retain":"{{one.Request.Retain.Digest}}","target":{{target.Identity}},"test":"{{problem.Test.Digest}}","version":{{Evaluation.TrialEvaluator.Version}}}""";
        if (one.Stream is { } stream && row.Role == RowRole.Method)
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
        );
    }

    // What the report's own rows need beside methods' models: yardsticks and shadows, each counted once.
    private static IEnumerable<WeightTask> Verification(IReadOnlyList<PlannedSetting> settings) =>
        settings
            .SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials.Select(trial => (row.Recipe.Role, trial)))
            .SelectMany(static pair =>
                (pair.Role == RowRole.Null ? pair.trial.Evaluation.Target.Members : []).Concat(Verification(pair.trial))
            )
            .Distinct();

    private static IEnumerable<WeightTask> Verification(PlannedTrial trial) =>
        trial
            .Case.Reference.Members.Concat(trial.Case.Null.Members)
            .Concat(trial.Attacks.SelectMany(static attack => attack.Task.Targets.VerificationMembers));

    private InputException NothingChosen(TrialFilter filter)
    {
        string example = IdOf(_problems[0], _definition.Forget[0].Id, _rows[^1], 0);
        return new InputException(
            $"No trial matches {string.Join(" or ", filter.Globs.Select(static glob => $"'{glob}'"))}; trial ids look like '{example}'."
        );
    }
}
