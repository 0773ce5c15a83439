using System.Diagnostics;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Running;

/// <summary>The checkpoints of one group of members in training: in the store, each beside the entry that it is to become.</summary>
internal sealed class MemberCheckpoints : ITrainingCheckpoints
{
    private readonly ResultLedger _ledger;
    private readonly Dictionary<MemberSpec, TrainTask> _tasks;
    private readonly TimeSpan _interval;
    private readonly Action<TrainTask, StoredCheckpoint> _onResumed;
    private readonly Dictionary<TrainTask, double> _secondsBefore = [];
    private readonly HashSet<TrainTask> _kept = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last = Stopwatch.GetTimestamp();

    /// <param name="ledger">What keeps them.</param>
    /// <param name="tasks">The members.</param>
    /// <param name="interval">Time between two checkpoints.</param>
    /// <param name="onResumed">Told of each training that goes on from a checkpoint.</param>
    public MemberCheckpoints(
        ResultLedger ledger,
        IReadOnlyList<TrainTask> tasks,
        TimeSpan interval,
        Action<TrainTask, StoredCheckpoint> onResumed
    )
    {
        _ledger = ledger;
        _tasks = tasks.ToDictionary(static task => task.Spec);
        _interval = interval;
        _onResumed = onResumed;
    }

    /// <inheritdoc />
    public bool AreDue => Stopwatch.GetElapsedTime(_last) >= _interval;

    /// <inheritdoc />
    public TrainingState? Find(MemberSpec stage)
    {
        TrainTask task = _tasks[stage];
        if (_ledger.CheckpointOf(task) is not { } found)
        {
            return null;
        }

        _secondsBefore[task] = found.Header.Seconds;
        _kept.Add(task);
        _onResumed(task, found);
        return found.State;
    }

    /// <inheritdoc />
    public void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states)
    {
        double share = Stopwatch.GetElapsedTime(_start).TotalSeconds / _tasks.Count;
        foreach ((MemberSpec stage, TrainingState state) in states)
        {
            TrainTask task = _tasks[stage];
            _ledger.Keep(task, state, SecondsBefore(task) + share);
            _kept.Add(task);
        }

        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>Seconds that earlier attempts at a member took.</summary>
    public double SecondsBefore(TrainTask task) => _secondsBefore.GetValueOrDefault(task);

    /// <summary>Removes the checkpoint of a member whose entry is complete.</summary>
    public void Remove(TrainTask task)
    {
        if (_kept.Remove(task))
        {
            _ledger.RemoveCheckpoint(task);
        }
    }
}
