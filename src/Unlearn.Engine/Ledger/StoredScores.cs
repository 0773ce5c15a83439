using System.Text.Json;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Ledger;

/// <summary>Scores that an earlier run, or the first step of this one, has left in the store.</summary>
public static class StoredScores
{
    /// <summary>Plans what a store allows: everything, or the first step where scores are missing.</summary>
    public static ExperimentPlan Plan(ExperimentPlanner planner, TrialFilter filter, ResultStore store) =>
        planner.Build(filter, In(store));

    /// <summary>Looks scores up: null for a task that has none there.</summary>
    public static Func<ScoringTask, IReadOnlyList<double>?> In(ResultStore store) => task => Of(task, store);

    private static double[]? Of(ScoringTask task, ResultStore store)
    {
        if (store.ReadResult(task.Key) is not { } stored)
        {
            return null;
        }

        try
        {
            return JsonForm.Read(stored.Json.Span, LedgerJson.Compact.MeasureResult).Scores;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
