using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Tuning;

/// <summary>Expands what tuning is to try into tasks.</summary>
/// <param name="setup">The experiment.</param>
/// <param name="options">What is asked of tuning.</param>
internal sealed class TuningPlanner(ExperimentSetup setup, TuneOptions options)
{
    /// <summary>Pairs of retrained models that the spreads rest on at the least: fewer are a yardstick that depends on luck.</summary>
    internal const int RetrainedPairs = 4;

    // What everything random in tuning derives from; no trial of the evaluation derives from it.
    private readonly RandomKey _key = setup.Key.Derive("tune");

    /// <summary>The plan; null where nothing of what a run asks for is tuned.</summary>
    /// <param name="filter">Which trials are asked for.</param>
    /// <param name="scores">The scores of scoring tasks.</param>
    public TuningPlan? Plan(TrialFilter filter, Func<ScoringTask, IReadOnlyList<double>?>? scores)
    {
        TunedRow[] rows =
        [
            .. from problem in setup.Problems
            let shadows = setup.Shadows(problem, [])
            from scenario in setup.Definition.Forget
            from row in Setting(problem, scenario, shadows, filter, scores)
            select row,
        ];
        return rows.Length == 0 ? null : new TuningPlan(rows, Untuned());
    }

    private IEnumerable<TunedRow> Setting(
        LearningProblem problem,
        Named<IForgetScenario> scenario,
        ShadowPool shadows,
        TrialFilter filter,
        Func<ScoringTask, IReadOnlyList<double>?>? scores
    )
    {
        IReadOnlyList<double>? scored = ScoringTask.Of(problem, scenario.Value, shadows, setup.Tasks) is { } task
            ? scores?.Invoke(task) ?? throw new InvalidOperationException("Tuning is planned when all scores exist.")
            : null;
        ForgetCase[] cases = setup.Cases(problem, scenario, options.Seeds, _key, scored);
        return Rows(
            cases[0].Problem,
            scenario.Id,
            cases,
            row =>
                Enumerable
                    .Range(0, setup.Definition.Seeds.Count)
                    .Any(seed => filter.Chooses(TrialPlanner.IdOf(problem, scenario.Id, row, seed)))
        );
    }

    private IEnumerable<TunedRow> Rows(
        LearningProblem problem,
        string scenario,
        ForgetCase[] cases,
        Func<RowRecipe, bool> chosen
    )
    {
        CandidateTask[] yardstick =
        [
            .. cases.SelectMany(one =>
                Retrained(problem, one, cases.Length).Select(other => Measure(one, null, other))
            ),
        ];
        return setup
            .Rows.Where(row => row.Search.Count > 0 && chosen(row))
            .Select(row => new TunedRow(
                problem,
                scenario,
                row,
                Candidates(problem, row, cases),
                yardstick,
                [.. cases.Select(one => setup.Targets.CaseOf(row, one)).Select(one => Measure(one, null, one.Original))]
            ));
    }

    // As many other retrained models per seed as the yardstick needs; the first is the null model of the case.
    private IEnumerable<Target> Retrained(LearningProblem problem, ForgetCase one, int seeds) =>
        Enumerable
            .Range(0, (RetrainedPairs + seeds - 1) / seeds)
            .Select(index =>
                index == 0
                    ? one.Null
                    : setup.Targets.Retrained(problem, one.Request with { Seed = one.NullSeed.Derive(index) })
            );

    // The methods that are not tuned, each once, with why.
    private OrderedDictionary<string, string> Untuned() =>
        new OrderedDictionary<string, string>(
            setup
                .Rows.Where(static row => row.Role == RowRole.Method && row.Search.Count == 0)
                .Select(row => KeyValuePair.Create(row.Id, Why(row)))
        );

    private string Why(RowRecipe row) =>
        options.Except.Contains(row.Name) ? "the manifest excepts it"
        : row.Method!.Kind == MethodKind.Exact ? "it is exact: there is nothing to be closer to"
        : "it has no option with a search space that the manifest leaves open";

    private Candidate[] Candidates(LearningProblem problem, RowRecipe row, ForgetCase[] cases) =>
        [
            .. CandidateSampler
                .Of(
                    row.Method!,
                    row.Search,
                    options.Trials,
                    _key.Derive("candidates").Derive(CanonicalJson.TypeNameOf(row.Method!))
                )
                .Select(
                    (method, index) =>
                        new Candidate(
                            method,
                            [.. cases.Select(one => Measure(one, problem, Variant(row, method, index)))]
                        )
                ),
        ];

    // A name of its own, by which failures tell which candidate failed.
    private static RowRecipe Variant(RowRecipe row, IUnlearningMethod method, int index) =>
        row with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{row.Id} (candidate {index})"),
            Method = method,
        };

    // A method that trains its own models is measured against those that it trains without the forget set.
    private CandidateTask Measure(ForgetCase shared, LearningProblem problem, RowRecipe row)
    {
        ForgetCase one = setup.Targets.CaseOf(row, shared);
        return Measure(
            one,
            setup.Targets.Before(problem, row, one.Request, one.Original),
            setup.Targets.Answers(problem, row, one.Request, one.Stream, one.Original)[^1]
        );
    }

    private CandidateTask Measure(ForgetCase one, Target? before, Target target)
    {
        string inputs =
            $$"""{"before":{{before?.Identity ?? "null"}},"forget":"{{one.Request.Forget.Digest}}","kind":"candidate","reference":{{one.Reference.Identity}},"retain":"{{one.Request.Retain.Digest}}","target":{{target.Identity}},"unseen":"{{CandidateTask.UnseenOf(one.Problem).Digest}}","version":{{CandidateEvaluator.Version}}}""";
        return setup.Tasks.Intern(new CandidateTask(one, inputs, before, target));
    }
}
