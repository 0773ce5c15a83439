using Unlearn.Core;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;

namespace Unlearn.Engine.Running;

/// <summary>The answers of all rows of an experiment to the request of its first seed.</summary>
public static class RequestAnswers
{
    /// <summary>Plans the experiment, and trains the models before the request that the store does not have.</summary>
    /// <param name="request">What is asked for; events go to its folder.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>An answer for each row of methods of each setting, in reporting order; of a stream of requests the first.</returns>
    /// <exception cref="InputException">The plan waits for a search or for scores, or a model before the request failed.</exception>
    public static async Task<IReadOnlyList<RequestAnswer>> PrepareAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        var folder = new RunFolder(request.Folder);
        using var journal = new RunJournal(folder.Path, progress, TimeProvider.System);
        PlannedRun run = await PlannedRun.OpenAsync(request, journal.Warn, cancellationToken);
        if (run.Stage.Finds is { } missing)
        {
            throw new InputException(
                $"What '{request.Definition.Name}' computes depends on {missing}: "
                    + "`unlearn run` it first, with the same store."
            );
        }

        // Yardsticks run along with what a filter chooses; here nothing is measured against them.
        var filter = new TrialFilter(request.Filters);
        PlannedTrial[] trials =
        [
            .. run
                .Plan.Settings.SelectMany(static setting => setting.Rows)
                .Where(static row => row.Recipe.Role == RowRole.Method)
                .Select(row =>
                    row.Trials.FirstOrDefault(trial => trial.Evaluation.Before is not null && filter.Chooses(trial.Id))
                )
                .OfType<PlannedTrial>(),
        ];
        WeightTask[] before = [.. trials.SelectMany(static trial => trial.Evaluation.Before!.Members).Distinct()];
        IReadOnlyList<PlanTask> remaining = RunState.Remaining(before, run.Ledger);
        if (remaining.Count > 0)
        {
            await new LocalExecutor().RunAsync(run, remaining, journal, cancellationToken);
        }

        return before.Select(run.Ledger.FailureOf).FirstOrDefault(static found => found is not null) is { } failure
            ? throw new InputException($"A model before the request could not be made: {failure.Reason}")
            : [.. trials.Select(trial => new RequestAnswer(trial, run.Weights))];
    }
}
