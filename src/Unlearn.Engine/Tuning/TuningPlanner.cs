using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Tuning;

/// <summary>Expands what tuning is to try into tasks.</summary>
internal sealed class TuningPlanner(
    ExperimentDefinition definition,
    TuneOptions options,
    IReadOnlyList<RowRecipe> rows,
    TargetBuilder targets,
    TaskRegistry tasks
)
{
    private readonly RandomKey _key = SeedKey(definition).Derive("candidates");

    /// <summary>Comparisons between retrained models that the spreads rest on at the least: fewer are a yardstick that depends on luck.</summary>
    internal const int RetrainedPairs = 4;

    /// <summary>What everything random in tuning derives from; no trial of the evaluation derives from it.</summary>
    public static RandomKey SeedKey(ExperimentDefinition definition) =>
        ExperimentPlanner.BaseKey(definition).Derive("tune");

    /// <summary>The tuned rows of one setting.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="cases">One for each tuning seed.</param>
    /// <param name="chosen">Which rows the run asks for.</param>
    public IEnumerable<TunedRow> Setting(
        LearningProblem problem,
        string scenario,
        IReadOnlyList<ForgetCase> cases,
        Func<RowRecipe, bool> chosen
    )
    {
        CandidateTask[] yardstick =
        [
            .. cases.SelectMany(one => Retrained(problem, one, cases.Count).Select(other => Measure(one, null, other))),
        ];
        return rows.Where(row => row.Search.Count > 0 && chosen(row))
            .Select(row => new TunedRow(
                problem,
                scenario,
                row,
                Candidates(problem, row, cases),
                yardstick,
                [.. cases.Select(one => targets.CaseOf(row, one)).Select(one => Measure(one, null, one.Original))]
            ));
    }

    // As many other retrained models a seed as the yardstick needs; the first is the one that the evaluation would use.
    private IEnumerable<Target> Retrained(LearningProblem problem, ForgetCase one, int seeds) =>
        Enumerable
            .Range(0, (RetrainedPairs + seeds - 1) / seeds)
            .Select(index =>
                index == 0
                    ? one.Null
                    : targets.Retrained(problem, one.Request with { Seed = one.NullSeed.Derive(index) })
            );

    /// <summary>The methods that are not tuned, each once, with why.</summary>
    public IReadOnlyDictionary<string, string> Untuned() =>
        new OrderedDictionary<string, string>(
            rows.Where(static row => row.Role == RowRole.Method && row.Search.Count == 0)
                .Select(row => KeyValuePair.Create(row.Id, Why(row)))
        );

    private string Why(RowRecipe row) =>
        options.Except.Contains(row.Name) ? "the manifest excepts it"
        : row.Method!.Kind == MethodKind.Exact ? "it is exact: there is nothing to be closer to"
        : "it has no option with a search space that the manifest leaves open";

    private Candidate[] Candidates(LearningProblem problem, RowRecipe row, IReadOnlyList<ForgetCase> cases) =>
        [
            .. CandidateSampler
                .Of(row.Method!, row.Search, options.Trials, _key.Derive(CanonicalJson.TypeNameOf(row.Method!)))
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
        ForgetCase one = targets.CaseOf(row, shared);
        return Measure(
            one,
            targets.Before(problem, row, one.Request, one.Original),
            targets.Answers(problem, row, one.Request, one.Stream, one.Original)[^1]
        );
    }

    private CandidateTask Measure(ForgetCase one, Target? before, Target target)
    {
        string inputs =
            $$"""{"before":{{before?.Identity ?? "null"}},"forget":"{{one.Request.Forget.Digest}}","kind":"candidate","reference":{{one.Reference.Identity}},"retain":"{{one.Request.Retain.Digest}}","target":{{target.Identity}},"unseen":"{{CandidateTask.UnseenOf(one.Problem).Digest}}","version":{{CandidateEvaluator.Version}}}""";
        return tasks.Intern(new CandidateTask(one, inputs, before, target));
    }
}
