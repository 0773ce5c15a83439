using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Running;

/// <summary>A run whose plan is made and whose store is open: what every way of running it begins with.</summary>
internal sealed class PlannedRun
{
    private PlannedRun(
        RunRequest request,
        ExperimentPlan plan,
        ResultStore store,
        MemoryBudget memory,
        Action<string> warn
    )
    {
        Request = request;
        Plan = plan;
        Memory = memory;
        Store = store;
        Weights = new WeightSource(Store, memory.Weights);
        ResultStore? failures = request.Failures is { } folder ? new ResultStore(folder, warn) : null;
        Ledger = new ResultLedger(Store, Weights, warn, failures);
    }

    /// <summary>What was asked for.</summary>
    public RunRequest Request { get; }

    /// <summary>The plan.</summary>
    public ExperimentPlan Plan { get; }

    /// <summary>How memory is divided.</summary>
    public MemoryBudget Memory { get; }

    /// <summary>The store.</summary>
    public ResultStore Store { get; }

    /// <summary>Members that exist.</summary>
    public WeightSource Weights { get; }

    /// <summary>What is known of every task.</summary>
    public ResultLedger Ledger { get; }

    /// <summary>Loads the data, makes the plan and opens the store.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="warn">Told of damaged entries, and once when the store cannot be written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Verification.InputException">Data or options are wrong, or the store cannot be made.</exception>
    public static async Task<PlannedRun> OpenAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        // Data that cannot be used are refused before anything is written.
        ExperimentPlanner planner = await Task.Run(
            () => new ExperimentPlanner(request.Definition, ProblemLoader.Load(request.Definition, request.Data)),
            cancellationToken
        );
        var store = new ResultStore(request.Store, warn);
        ExperimentPlan plan = await Task.Run(
            () => StoredScores.Plan(planner, new TrialFilter(request.Filters), store),
            cancellationToken
        );
        return new PlannedRun(request, plan, store, MemoryBudget.Of(request.Jobs, request.Memory), warn);
    }

    /// <summary>What is still to do, every task after those that it depends on.</summary>
    public Task<IReadOnlyList<PlanTask>> RemainingAsync(CancellationToken cancellationToken) =>
        Task.Run(() => RunState.Remaining(Plan.Sinks, Ledger), cancellationToken);
}
