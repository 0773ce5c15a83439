using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>
/// The tasks that a run still has to do. Workers take groups of tasks whose inputs exist, and report each task when it is
/// settled. Which worker takes what, and in which company, changes no result.
/// </summary>
internal sealed class TaskBoard
{
    private const int Ranks = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ResultLedger _ledger;
    private readonly StackLimits _limits;
    private readonly MemoryGate _memory;
    private readonly Action<PlanTask> _onUnread;
    private readonly Dictionary<PlanTask, int> _missing = [];
    private readonly Dictionary<PlanTask, int> _readers = [];
    private readonly Dictionary<PlanTask, List<PlanTask>> _dependents = [];
    private readonly List<Bucket> _buckets = [];
    private readonly Dictionary<(LearningProblem, string), Bucket> _bucketOf = [];
    private readonly int[] _readyOfRank = new int[Ranks];
    private readonly List<PlanTask> _deferred = [];
    private readonly object _gate = new();
    private int _open;
    private bool _closed;

    /// <param name="tasks">Tasks to run, every task after those that it depends on.</param>
    /// <param name="ledger">What is settled already.</param>
    /// <param name="limits">How many tasks a group may have.</param>
    /// <param name="memory">How many of them memory admits.</param>
    /// <param name="onUnread">Told of each task whose result no open task reads any more.</param>
    public TaskBoard(
        IReadOnlyList<PlanTask> tasks,
        ResultLedger ledger,
        StackLimits limits,
        MemoryGate memory,
        Action<PlanTask> onUnread
    )
    {
        _onUnread = onUnread;
        _ledger = ledger;
        _limits = limits;
        _memory = memory;
        _open = tasks.Count;
        HashSet<PlanTask> open = [.. tasks];
        foreach (PlanTask task in tasks)
        {
            foreach (PlanTask read in task.Dependencies)
            {
                _readers[read] = _readers.GetValueOrDefault(read) + 1;
            }

            PlanTask[] inputs = [.. task.Dependencies.Where(open.Contains)];
            _missing[task] = inputs.Length;
            foreach (PlanTask input in inputs)
            {
                if (!_dependents.TryGetValue(input, out List<PlanTask>? list))
                {
                    _dependents.Add(input, list = []);
                }

                list.Add(task);
            }
        }

        PlanTask[] first = [.. tasks.Where(task => _missing[task] == 0)];
        foreach (PlanTask task in first)
        {
            if (!Admit(task))
            {
                Settle(task);
            }
        }
    }

    /// <summary>Waits for the next group; null when everything is settled or the board is closed.</summary>
    public TaskGroup? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_closed || _open == 0)
                {
                    return null;
                }

                if (TryTake() is { } group)
                {
                    return group;
                }

                if (_deferred.Count == 0)
                {
                    // Where tasks are ready and wait for memory, whoever returns some wakes this worker.
                    Monitor.Wait(_gate);
                }
                else
                {
                    Monitor.Wait(_gate, Pause);
                    _deferred.ForEach(task => Admit(task));
                    _deferred.Clear();
                }
            }
        }
    }

    /// <summary>The next group, or null where none can begin now.</summary>
    internal TaskGroup? TryTake()
    {
        lock (_gate)
        {
            foreach (Bucket bucket in _buckets)
            {
                // A plan may have as many buckets as tasks, most of them empty.
                if (bucket.Ready.Count == 0)
                {
                    continue;
                }

                int others = _readyOfRank[bucket.Rank] - bucket.Ready.Count;
                (int count, long bytes) = _memory.Enter(bucket.Ready.Peek(), _limits.GroupSize(bucket.Ready, others));
                if (count > 0)
                {
                    _readyOfRank[bucket.Rank] -= count;
                    return new TaskGroup(bucket.Take(count), bytes);
                }
            }

            return null;
        }
    }

    /// <summary>Gives a task back that another run is computing; it is offered again after a pause.</summary>
    public void Defer(PlanTask task)
    {
        lock (_gate)
        {
            _deferred.Add(task);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives back what was reserved for a group that is no longer in work.</summary>
    public void Return(TaskGroup group)
    {
        lock (_gate)
        {
            _memory.Leave(group.Bytes);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Reports a task whose result or failure is in the ledger.</summary>
    public void Settle(PlanTask task)
    {
        lock (_gate)
        {
            var settled = new Queue<PlanTask>([task]);
            while (settled.TryDequeue(out PlanTask? next))
            {
                _open--;
                foreach (PlanTask read in next.Dependencies)
                {
                    if (--_readers[read] == 0)
                    {
                        _onUnread(read);
                    }
                }

                foreach (PlanTask dependent in _dependents.GetValueOrDefault(next) ?? [])
                {
                    if (--_missing[dependent] == 0 && !Admit(dependent))
                    {
                        settled.Enqueue(dependent);
                    }
                }
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Sends all workers home.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    // Only when all inputs are settled is the first failed one, in the task's own order, the reason: whichever failed first in
    // time would differ between runs.
    private bool Admit(PlanTask task)
    {
        TaskFailure? failure = task
            .Dependencies.Select(_ledger.FailureOf)
            .FirstOrDefault(static found => found is not null);
        if (failure is not null)
        {
            _ledger.Keep(task, failure, lasting: false);
            return false;
        }

        if (!_bucketOf.TryGetValue((task.Problem, task.Group), out Bucket? bucket))
        {
            _bucketOf.Add((task.Problem, task.Group), bucket = new Bucket((int)task.Phase));
            int at = _buckets.FindIndex(other => other.Rank > bucket.Rank);
            _buckets.Insert(at < 0 ? _buckets.Count : at, bucket);
        }

        bucket.Ready.Enqueue(task);
        _readyOfRank[bucket.Rank]++;
        return true;
    }

    private sealed class Bucket(int rank)
    {
        public int Rank { get; } = rank;

        public Queue<PlanTask> Ready { get; } = new();

        public PlanTask[] Take(int count)
        {
            var taken = new PlanTask[count];
            for (int i = 0; i < count; i++)
            {
                taken[i] = Ready.Dequeue();
            }

            return taken;
        }
    }
}
