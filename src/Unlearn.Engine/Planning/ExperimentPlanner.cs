using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;

namespace Unlearn.Engine.Planning;

/// <summary>Expands a definition to trials and to the tasks that they share. Nothing is trained.</summary>
public sealed class ExperimentPlanner
{
    private readonly TrialPlanner _trials;

    /// <param name="definition">The experiment.</param>
    /// <param name="problems">Its datasets, each with each architecture.</param>
    public ExperimentPlanner(ExperimentDefinition definition, IReadOnlyList<LearningProblem> problems)
    {
        Setup = new ExperimentSetup(definition, problems);
        _trials = new TrialPlanner(Setup.Rows, Setup.Targets, Setup.Tasks);
    }

    /// <summary>The experiment.</summary>
    public ExperimentDefinition Definition => Setup.Definition;

    /// <summary>What this planner's plans share with each other and with plans of other kinds.</summary>
    internal ExperimentSetup Setup { get; }

    /// <summary>The key that everything random in an experiment derives from.</summary>
    public static RandomKey BaseKey(ExperimentDefinition definition) =>
        new RandomKey((ulong)definition.Seeds.Base).Derive("experiment");

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
    /// <param name="tuned">Options that were found; null runs every method with its options as written.</param>
    /// <returns>The plan, or its first step where scores are missing (see <see cref="ExperimentPlan.IsScoring"/>).</returns>
    /// <exception cref="InputException">A scenario chooses no point, two rows have one name, or the filter chooses no trial.</exception>
    public ExperimentPlan Build(
        TrialFilter filter,
        Func<ScoringTask, IReadOnlyList<double>?>? scores = null,
        IMethodChoice? tuned = null
    )
    {
        // Here and not with the trials, which are known only once models were trained for scores.
        if (!Ids().Any(filter.Chooses))
        {
            throw NothingChosen(filter);
        }

        var scoring = new List<ScoringTask>();
        bool unscored = false;
        var all = new List<ForgetCase>();
        var settings = new List<PlannedSetting>();
        foreach (LearningProblem problem in Setup.Problems)
        {
            ShadowPool shadows = Setup.Shadows(problem, []);
            AttackPlanner attacks = Attacks(problem, shadows);
            foreach (Named<IForgetScenario> scenario in Definition.Forget)
            {
                IReadOnlyList<double>? scored = null;
                if (ScoringTask.Of(problem, scenario.Value, shadows, Setup.Tasks) is { } task)
                {
                    scoring.Add(task);
                    scored = scores?.Invoke(task);
                    if (scored is null)
                    {
                        unscored = true;
                        continue;
                    }
                }

                RandomKey seeds = Setup.Key.Derive("trial");
                ForgetCase[] cases = Setup.Cases(problem, scenario, Definition.Seeds.Count, seeds, scored);
                LearningProblem own = cases[0].Problem;
                PlantedData? planted = cases[0].Planted;
                all.AddRange(cases);
                AttackPlanner ownAttacks = planted is null
                    ? attacks
                    : Attacks(own, Setup.Shadows(own, planted.NonMembers));
                if (_trials.Setting(own, scenario.Id, cases, ownAttacks, filter, tuned) is { } setting)
                {
                    settings.Add(
                        Definition.Report.Landscape
                            ? setting with
                            {
                                Landscapes = LandscapePlanner.Of(setting, Setup.Tasks),
                            }
                            : setting
                    );
                }
            }
        }

        if (unscored)
        {
            return new ExperimentPlan(
                Definition,
                Setup.Problems,
                [],
                [.. scoring.SelectMany(static task => task.Shadows).Distinct()],
                [.. scoring.Distinct()]
            );
        }

        AttackedPoints.Check(Definition, all);
        return new ExperimentPlan(
            Definition,
            Setup.Problems,
            settings,
            [.. Verification(settings).Concat(scoring.SelectMany(static task => task.Shadows)).Distinct()],
            [.. scoring.Distinct()]
        );
    }

    private IEnumerable<string> Ids() =>
        from problem in Setup.Problems
        from scenario in Definition.Forget
        from row in Setup.Rows
        from seed in Enumerable.Range(0, Definition.Seeds.Count)
        select TrialPlanner.IdOf(problem, scenario.Id, row, seed);

    private AttackPlanner Attacks(LearningProblem problem, ShadowPool shadows) =>
        new(Definition, problem, shadows, Setup.Targets, Setup.Tasks);

    // What the report's own rows need beside methods' models: yardsticks and shadows, each counted once.
    private static IEnumerable<WeightTask> Verification(IReadOnlyList<PlannedSetting> settings) =>
        settings
            .SelectMany(static setting => setting.Rows)
            .SelectMany(static row => row.Trials.SelectMany(trial => Verification(row.Recipe, trial)))
            .Distinct();

    // The null model of all is the null row's. A method's own is trained only where an attack asks for it, and is then among that attack's.
    private static IEnumerable<WeightTask> Verification(RowRecipe row, PlannedTrial trial) =>
        [
            .. row.Role == RowRole.Null ? trial.Evaluation.Target.Members : [],
            .. trial.Case.Reference.Members,
            .. trial
                .Attacks.Concat(trial.ReferenceAttacks)
                .SelectMany(static attack => attack.Task.Targets.VerificationMembers),
        ];

    private InputException NothingChosen(TrialFilter filter)
    {
        string example = TrialPlanner.IdOf(Setup.Problems[0], Definition.Forget[0].Id, Setup.Rows[^1], 0);
        return new InputException(
            $"No trial matches {string.Join(" or ", filter.Globs.Select(static glob => $"'{glob}'"))}; trial ids look like '{example}'."
        );
    }
}
