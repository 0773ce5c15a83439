using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Running;

/// <summary>A run at one of its stages, with its store open: what every way of running it begins with.</summary>
internal sealed class PlannedRun
{
    private readonly ExperimentPlanner _planner;

    private PlannedRun(RunRequest request, ExperimentPlanner planner, ResultStore store, Action<string> warn)
    {
        _planner = planner;
        Request = request;
        Memory = MemoryBudget.Of(request.Jobs, request.Memory);
        Store = store;
        Weights = new WeightSource(Store, Memory.Weights);
        ResultStore? failures = request.Failures is { } folder ? new ResultStore(folder, warn) : null;
        Ledger = new ResultLedger(Store, Weights, warn, failures);
        Stage = StageNow();
    }

    private PlannedRun(PlannedRun before)
    {
        _planner = before._planner;
        Request = before.Request;
        Memory = before.Memory;
        Store = before.Store;
        Weights = before.Weights;
        Ledger = before.Ledger;
        Stage = StageNow();
    }

    /// <summary>What was asked for.</summary>
    public RunRequest Request { get; }

    /// <summary>The stage.</summary>
    public RunStage Stage { get; }

    /// <summary>The plan of the trials, as far as it is known.</summary>
    public ExperimentPlan Plan => Stage.Plan;

    /// <summary>How memory is divided.</summary>
    public MemoryBudget Memory { get; }

    /// <summary>The store.</summary>
    public ResultStore Store { get; }

    /// <summary>Members that exist.</summary>
    public WeightSource Weights { get; }

    /// <summary>What is known of every task.</summary>
    public ResultLedger Ledger { get; }

    /// <summary>Loads the data, opens the store and plans the stage that it allows.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="warn">Told of damaged entries, and once when the store cannot be written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Core.InputException">Data or options are wrong.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static Task<PlannedRun> OpenAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                // Data that cannot be used are refused before anything is written.
                var planner = new ExperimentPlanner(
                    MethodFiles.Read(request.Definition, request.Data),
                    ProblemLoader.Load(request.Definition, request.Data)
                );
                return new PlannedRun(request, planner, new ResultStore(request.Store, warn), warn);
            },
            cancellationToken
        );

    /// <summary>The run at the stage that what is settled now allows; the same one where this stage found nothing.</summary>
    public Task<PlannedRun> NextAsync(CancellationToken cancellationToken) =>
        Task.Run(() => new PlannedRun(this), cancellationToken);

    /// <summary>What is still to do in this stage, every task after those that it depends on.</summary>
    public Task<IReadOnlyList<PlanTask>> RemainingAsync(CancellationToken cancellationToken) =>
        Task.Run(() => RunState.Remaining(Stage.Sinks, Ledger), cancellationToken);

    private RunStage StageNow() => RunStage.Of(_planner, new TrialFilter(Request.Filters), Ledger);
}
