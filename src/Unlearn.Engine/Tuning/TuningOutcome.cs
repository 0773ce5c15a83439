using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// What tuning came to: a pure function of its plan and of the results of its tasks, so that every run and every worker that finds
/// them in the store fixes the same options.
/// </summary>
public sealed class TuningOutcome : IMethodChoice
{
    private readonly Dictionary<(string Problem, string Scenario, string Row), IUnlearningMethod> _methods = [];

    private TuningOutcome(TuningPlan plan, TuneOptions options, ResultLedger ledger)
    {
        var results = new List<TunedMethodResult>();
        foreach (TunedRow row in plan.Rows)
        {
            TunedMethodResult result = Search(row, options.Objective, ledger);
            results.Add(result);
            _methods.Add((row.Problem.Name, row.Scenario, row.Recipe.Id), row.Candidates[result.Chosen].Method);
        }

        Result = new TuningResult
        {
            Objective = NameOf(options.Objective),
            Trials = options.Trials,
            Seeds = options.Seeds,
            Cap = ITuningMeasure.Cap,
            Methods = results,
            Untuned = plan.Untuned,
        };
    }

    /// <summary>The search, for the results.</summary>
    public TuningResult Result { get; }

    /// <summary>Chooses, when every measurement of the plan is settled.</summary>
    /// <param name="plan">What was tried.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="ledger">Results and failures.</param>
    internal static TuningOutcome Of(TuningPlan plan, TuneOptions options, ResultLedger ledger) =>
        new(plan, options, ledger);

    /// <summary>The choice as far as the store knows it; null while a measurement is missing.</summary>
    /// <param name="plan">What was tried.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="store">The store.</param>
    public static TuningOutcome? Find(TuningPlan plan, TuneOptions options, ResultStore store)
    {
        var ledger = new ResultLedger(store, new WeightSource(store, 0), static _ => { });
        return plan.Measurements.All(ledger.IsSettled) ? Of(plan, options, ledger) : null;
    }

    /// <summary>The choice that a finished run rests on; null where nothing of it was tuned.</summary>
    /// <param name="planner">Makes the run's plans.</param>
    /// <param name="filter">Which trials.</param>
    /// <param name="store">The store.</param>
    /// <exception cref="InputException">The store does not have the whole search.</exception>
    public static TuningOutcome? Require(ExperimentPlanner planner, TrialFilter filter, ResultStore store) =>
        TuningPlan.Of(planner, filter, StoredScores.In(store)) is not { } plan
            ? null
            : Find(plan, planner.Definition.Tune!, store)
                ?? throw new InputException(
                    "The store does not have the whole search that chose the options of these trials; run the experiment again, "
                        + "or choose trials with --filter."
                );

    /// <inheritdoc />
    public IUnlearningMethod? MethodOf(LearningProblem problem, string scenario, RowRecipe row) =>
        _methods.GetValueOrDefault((problem.Name, scenario, row.Id)) ?? row.Method;

    private static TunedMethodResult Search(TunedRow row, TuneObjective objective, ResultLedger ledger)
    {
        MeasureResult[] yardstick =
        [
            .. row.Yardstick.Select(task =>
                ledger.ResultOf(task)
                ?? throw new InputException(
                    $"Tuning has no yardstick in {row.Problem.Name}/{row.Scenario}: {Reason(task, ledger)}"
                )
            ),
        ];
        ITuningMeasure measure = MeasureOf(objective, yardstick);
        CandidateResult[] candidates = [.. row.Candidates.Select(one => Judge(row, one, measure, ledger))];
        MeasureResult[] unmoved = [.. row.Unmoved.Select(ledger.ResultOf).OfType<MeasureResult>()];
        return new TunedMethodResult
        {
            Dataset = row.Problem.DatasetName,
            Model = row.Problem.ModelName,
            Scenario = row.Scenario,
            Row = row.Recipe.Id,
            Space = new OrderedDictionary<string, string>(
                row.Recipe.Search.Select(static one => KeyValuePair.Create(one.Option, $"{one.Space}"))
            ),
            Chosen = Least(candidates),
            Candidates = candidates,
            Spreads = new SortedDictionary<string, double>(measure.Spreads.ToDictionary(), StringComparer.Ordinal),
            Yardstick = measure.Of(yardstick),
            Unmoved = unmoved.Length == row.Unmoved.Count ? measure.Of(unmoved) : null,
            OtherChoices = new SortedDictionary<string, int>(
                Enum.GetValues<TuneObjective>()
                    .Where(other => other != objective)
                    .ToDictionary(
                        NameOf,
                        other =>
                        {
                            ITuningMeasure another = MeasureOf(other, yardstick);
                            return Least([.. row.Candidates.Select(one => Judge(row, one, another, ledger))]);
                        }
                    ),
                StringComparer.Ordinal
            ),
        };
    }

    private static ITuningMeasure MeasureOf(TuneObjective objective, IReadOnlyList<MeasureResult> retrained) =>
        objective switch
        {
            TuneObjective.ClosenessToRetrain => new Closeness(retrained),
            TuneObjective.AverageGaps => new AverageGaps(retrained),
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, null),
        };

    private static string NameOf(TuneObjective objective) => ManifestNames.Kebab($"{objective}");

    // The first of several that are equally close; the defaults where every candidate failed.
    private static int Least(CandidateResult[] candidates) =>
        Enumerable
            .Range(0, candidates.Length)
            .MinBy(index => candidates[index].Objective?.Value ?? double.PositiveInfinity);

    private static CandidateResult Judge(TunedRow row, Candidate candidate, ITuningMeasure measure, ResultLedger ledger)
    {
        MeasureResult?[] seeds = [.. candidate.Seeds.Select(ledger.ResultOf)];
        CandidateTask? failed = candidate.Seeds.FirstOrDefault(task => ledger.ResultOf(task) is null);
        return new CandidateResult
        {
            Values = Values(row, candidate.Method),
            Objective = failed is null ? measure.Of([.. seeds.OfType<MeasureResult>()]) : null,
            Reason = failed is null ? null : Reason(failed, ledger),
            Seeds = [.. seeds.Select(Gaps)],
        };
    }

    private static string Reason(CandidateTask task, ResultLedger ledger) =>
        ledger.FailureOf(task)?.Reason ?? "it was not run";

    private static SortedDictionary<string, double> Gaps(MeasureResult? seed) =>
        new(
            (seed?.Figures ?? [])
                .Where(static figure =>
                    ClosenessFigures.All.Contains(figure.Name) || figure.Name == CostFigures.Gradients.Name
                )
                .ToDictionary(static figure => figure.Name, static (Figure figure) => figure.Value!.Value),
            StringComparer.Ordinal
        );

    private static OrderedDictionary<string, string> Values(TunedRow row, IUnlearningMethod method)
    {
        using var options = JsonDocument.Parse(CanonicalJson.OptionsOf(method));
        return new(row.Recipe.Search.Select(one => KeyValuePair.Create(one.Option, Text(one.Option))));

        string Text(string option) =>
            options.RootElement.GetProperty(option) is { ValueKind: not JsonValueKind.Null } value
                ? $"{value}"
                : "default";
    }
}
