using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Ledger;

/// <summary>What is known of every task of a run: its result, its failure, or nothing yet. New results go to the store.</summary>
/// <param name="store">The store.</param>
/// <param name="weights">Weights in memory.</param>
/// <param name="warn">Told once when the store cannot be written.</param>
/// <param name="failures">
/// Failures that do not outlast the run, where several processes share it; null where they are kept in memory alone.
/// </param>
internal sealed class ResultLedger(
    ResultStore store,
    WeightSource weights,
    Action<string> warn,
    ResultStore? failures = null
)
{
    private const string FailureKind = "failure";
    private readonly ConcurrentDictionary<ContentKey, MeasureResult> _measures = new();
    private readonly ConcurrentDictionary<ContentKey, TaskFailure> _failures = new();
    private int _warned;

    /// <summary>The figures of a finished evaluation or attack, or null.</summary>
    public MeasureResult? ResultOf(PlanTask task) => _measures.GetValueOrDefault(task.Key);

    /// <summary>Why a task failed, or null.</summary>
    public TaskFailure? FailureOf(PlanTask task) => _failures.GetValueOrDefault(task.Key);

    /// <summary>What making a member took; where it failed or was not made, what was expected of it.</summary>
    public MemberCost CostOf(WeightTask task) =>
        _failures.ContainsKey(task.Key) ? new MemberCost(0.0, task.EstimatedGradients, []) : weights.CostOf(task);

    /// <summary>Whether a task is settled, by this run or by the store.</summary>
    public bool Restore(PlanTask task)
    {
        if (_measures.ContainsKey(task.Key) || _failures.ContainsKey(task.Key))
        {
            return true;
        }

        return (task is WeightTask member && weights.Exists(member)) || RestoreResult(task);
    }

    /// <summary>Whether a task is settled, also by the failure of a task that it reads: failures are stored where they happened.</summary>
    public bool IsSettled(PlanTask task)
    {
        if (Restore(task))
        {
            return true;
        }

        TaskFailure? failure = task
            .Dependencies.Where(Restore)
            .Select(FailureOf)
            .FirstOrDefault(static found => found is not null);
        if (failure is not null)
        {
            Keep(task, failure, lasting: false);
        }

        return failure is not null;
    }

    /// <summary>The state that an unfinished training left in the store, or null.</summary>
    public StoredCheckpoint? CheckpointOf(TrainTask task) =>
        store.ReadCheckpoint(task.Key, task.Problem.Data.Network.Layout);

    /// <summary>Keeps the state of a training.</summary>
    /// <param name="task">The training.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="seconds">Seconds of one worker that it took so far.</param>
    public void Keep(TrainTask task, TrainingState state, double seconds)
    {
        var header = new EntryHeader(task.Key, "checkpoint", task.Inputs, seconds, 0);
        TryWrite(() => store.WriteCheckpoint(header, state));
    }

    /// <summary>Removes the state of a training.</summary>
    public void RemoveCheckpoint(TrainTask task) => store.RemoveCheckpoint(task.Key);

    /// <summary>The outputs of a member that earlier runs, or other processes of this one, left in the store, or null.</summary>
    public OutputTable? OutputsOf(WeightTask member) => store.ReadOutputs(member.Key, member.Problem.Objective.Columns);

    /// <summary>Keeps outputs of a member, in place of those that the store had.</summary>
    /// <param name="member">The member.</param>
    /// <param name="outputs">All that are known of it.</param>
    /// <param name="seconds">What those that are new took.</param>
    public void Keep(WeightTask member, OutputTable outputs, double seconds) =>
        TryWrite(() => store.WriteOutputs(member.Key, outputs, seconds));

    /// <summary>What a model said of its own, by point; empty where the store has nothing of it.</summary>
    /// <param name="key">Of the model and of how it is asked.</param>
    public IReadOnlyDictionary<int, string> GenerationOf(ContentKey key) =>
        Read(key, LedgerJson.Compact.SortedDictionaryInt32String) ?? new SortedDictionary<int, string>();

    /// <summary>Keeps what a model said of its own, in place of what the store had.</summary>
    /// <param name="key">Of the model and of how it is asked.</param>
    /// <param name="inputs">What the key is the hash of.</param>
    /// <param name="said">All that is known, by point.</param>
    /// <param name="seconds">What those that are new took.</param>
    public void Keep(ContentKey key, string inputs, SortedDictionary<int, string> said, double seconds) =>
        Write(
            new EntryHeader(key, "generation", inputs, seconds, 0),
            said,
            LedgerJson.Compact.SortedDictionaryInt32String
        );

    /// <summary>The answers that were drawn from a model before it forgot, by point; null where the store has none.</summary>
    public IReadOnlyDictionary<int, DrawnAnswer[]>? DrawnOf(DrawnInputs inputs) =>
        Read(ContentKey.Of(CanonicalJson.Of(inputs)), LedgerJson.Compact.SortedDictionaryInt32DrawnAnswerArray);

    /// <summary>Keeps answers that were drawn from a model.</summary>
    /// <param name="inputs">What decides them.</param>
    /// <param name="answers">By point.</param>
    /// <param name="seconds">What drawing them took.</param>
    public void Keep(DrawnInputs inputs, SortedDictionary<int, DrawnAnswer[]> answers, double seconds)
    {
        string text = CanonicalJson.Of(inputs);
        Write(
            new EntryHeader(ContentKey.Of(text), inputs.Kind, text, seconds, 0),
            answers,
            LedgerJson.Compact.SortedDictionaryInt32DrawnAnswerArray
        );
    }

    /// <summary>Keeps a member.</summary>
    /// <returns>Whether the store has it.</returns>
    public bool Keep(WeightTask task, float[] row, MemberCost cost)
    {
        var header = new EntryHeader(task.Key, task.EntryKind, task.Inputs, cost.Seconds, cost.Gradients)
        {
            Figures = cost.Figures,
        };
        bool kept = TryWrite(() => store.WriteWeights(header, task.Problem.Data.Network.Layout, row));
        weights.Add(task, row, cost, kept);
        return kept;
    }

    /// <summary>Keeps figures.</summary>
    public void Keep(PlanTask task, MeasureResult result, double seconds)
    {
        Write(
            new EntryHeader(task.Key, task.EntryKind, task.Inputs, seconds, 0),
            result,
            LedgerJson.Compact.MeasureResult
        );
        _measures[task.Key] = result;
    }

    /// <summary>Keeps a failure.</summary>
    /// <param name="task">The task.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="lasting">Whether it would fail again in the same way, so that no later run need try.</param>
    public void Keep(PlanTask task, TaskFailure failure, bool lasting)
    {
        if ((lasting ? store : failures) is { } place)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(failure, LedgerJson.Compact.TaskFailure);
            TryWrite(() => place.WriteResult(new EntryHeader(task.Key, FailureKind, task.Inputs, 0, 0), json));
        }

        if (lasting)
        {
            store.RemoveCheckpoint(task.Key);
        }

        _failures[task.Key] = failure;
    }

    /// <summary>Takes a task for failed without writing it down.</summary>
    public void Assume(PlanTask task, TaskFailure failure) => _failures[task.Key] = failure;

    private T? Read<T>(ContentKey key, JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            return store.ReadResult(key) is { } stored ? JsonForm.Read(stored.Json.Span, form) : null;
        }
        catch (JsonException error)
        {
            WarnOfForm(key, error);
            return null;
        }
    }

    private void Write<T>(EntryHeader header, T value, JsonTypeInfo<T> form)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, form);
        TryWrite(() => store.WriteResult(header, json));
    }

    private void WarnOfForm(ContentKey key, JsonException error) =>
        warn($"The stored result {key.Short} has another form ({error.Message}) and is computed again.");

    private bool RestoreResult(PlanTask task)
    {
        if ((store.ReadResult(task.Key) ?? failures?.ReadResult(task.Key)) is not { } stored)
        {
            return false;
        }

        try
        {
            if (stored.Header.Kind == FailureKind)
            {
                _failures[task.Key] = JsonForm.Read(stored.Json.Span, LedgerJson.Compact.TaskFailure);
                return true;
            }

            if (task is not WeightTask)
            {
                _measures[task.Key] = JsonForm.Read(stored.Json.Span, LedgerJson.Compact.MeasureResult);
                return true;
            }
        }
        catch (JsonException error)
        {
            WarnOfForm(task.Key, error);
        }

        return false;
    }

    private bool TryWrite(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (IOException error)
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
            {
                warn(
                    $"{error.Message}. The run goes on, but what it computes from here on may be lost for later runs."
                );
            }

            return false;
        }
    }
}
