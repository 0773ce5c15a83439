using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Running;

/// <summary>
/// A step of a run whose plan is made and whose store is open: what every way of running it begins with. A tuned experiment has two
/// steps, because what the second one computes depends on what the first one finds.
/// </summary>
internal sealed class PlannedRun
{
    private readonly ExperimentPlanner _planner;
    private readonly TuningPlan? _tuning;

    private PlannedRun(
        RunRequest request,
        ExperimentPlanner planner,
        ExperimentPlan plan,
        TuningPlan? tuning,
        ResultStore store,
        Action<string> warn
    )
    {
        _planner = planner;
        _tuning = tuning;
        Request = request;
        Plan = plan;
        Memory = MemoryBudget.Of(request.Jobs, request.Memory);
        Store = store;
        Weights = new WeightSource(Store, Memory.Weights);
        ResultStore? failures = request.Failures is { } folder ? new ResultStore(folder, warn) : null;
        Ledger = new ResultLedger(Store, Weights, warn, failures);
    }

    private PlannedRun(PlannedRun first, ExperimentPlan plan, TuningOutcome tuned)
    {
        _planner = first._planner;
        Request = first.Request;
        Plan = plan;
        Tuned = tuned;
        Memory = first.Memory;
        Store = first.Store;
        Weights = first.Weights;
        Ledger = first.Ledger;
    }

    /// <summary>What was asked for.</summary>
    public RunRequest Request { get; }

    /// <summary>The plan of the evaluation; while options are still to be tuned, with those that were written.</summary>
    public ExperimentPlan Plan { get; }

    /// <summary>Whether this step finds options and <see cref="TunedAsync"/> makes the next one.</summary>
    public bool IsTuning => _tuning is not null;

    /// <summary>What tuning chose; null where nothing was tuned, or not yet.</summary>
    public TuningOutcome? Tuned { get; }

    /// <summary>All tasks of this step.</summary>
    public IReadOnlyList<PlanTask> Tasks => _tuning?.Tasks ?? Plan.Tasks;

    /// <summary>How memory is divided.</summary>
    public MemoryBudget Memory { get; }

    /// <summary>The store.</summary>
    public ResultStore Store { get; }

    /// <summary>Members that exist.</summary>
    public WeightSource Weights { get; }

    /// <summary>What is known of every task.</summary>
    public ResultLedger Ledger { get; }

    /// <summary>
    /// Loads the data, makes the plan and opens the store. Where the store has the whole search already, the run begins with
    /// the evaluation.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="warn">Told of damaged entries, and once when the store cannot be written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Verification.InputException">Data or options are wrong.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static Task<PlannedRun> OpenAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                // Both steps are planned before anything is trained, so that what is wrong with either costs nothing.
                var planner = new ExperimentPlanner(
                    request.Definition,
                    ProblemLoader.Load(request.Definition, request.Data)
                );
                // Data that cannot be used are refused before anything is written.
                return Of(request, planner, new ResultStore(request.Store, warn), warn);
            },
            cancellationToken
        );

    /// <summary>What follows the scores that this step, whose tasks are settled, has put into the store.</summary>
    public Task<PlannedRun> ScoredAsync(Action<string> warn, CancellationToken cancellationToken) =>
        Task.Run(() => Of(Request, _planner, Store, warn), cancellationToken);

    /// <summary>The evaluation with the options that this step, whose tasks are settled, has found.</summary>
    public Task<PlannedRun> TunedAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var tuned = TuningOutcome.Of(_tuning!, Request.Definition.Tune!, Ledger);
                return new PlannedRun(
                    this,
                    _planner.Build(new TrialFilter(Request.Filters), StoredScores.In(Store), tuned),
                    tuned
                );
            },
            cancellationToken
        );

    /// <summary>What is still to do in this step, every task after those that it depends on.</summary>
    public Task<IReadOnlyList<PlanTask>> RemainingAsync(CancellationToken cancellationToken) =>
        Task.Run(() => RunState.Remaining(_tuning?.Measurements ?? Plan.Sinks, Ledger), cancellationToken);

    private static PlannedRun Of(RunRequest request, ExperimentPlanner planner, ResultStore store, Action<string> warn)
    {
        var filter = new TrialFilter(request.Filters);
        ExperimentPlan plan = StoredScores.Plan(planner, filter, store);
        TuningPlan? tuning = plan.IsScoring ? null : TuningPlan.Of(planner, filter, StoredScores.In(store));
        var run = new PlannedRun(request, planner, plan, tuning, store, warn);
        return tuning is not null && TuningOutcome.Find(tuning, request.Definition.Tune!, store) is { } known
            ? new PlannedRun(run, planner.Build(filter, StoredScores.In(store), known), known)
            : run;
    }
}
