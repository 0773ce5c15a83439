using Unlearn.Engine.Store;

namespace Unlearn.Engine.Planning;

/// <summary>Every task once: whoever asks for a task of a known key gets the known one.</summary>
internal sealed class TaskRegistry
{
    private readonly Dictionary<ContentKey, PlanTask> _tasks = [];

    /// <summary>The known task of that key, or this one.</summary>
    public T Intern<T>(T task)
        where T : PlanTask
    {
        if (_tasks.TryGetValue(task.Key, out PlanTask? known))
        {
            return (T)known;
        }

        _tasks.Add(task.Key, task);
        return task;
    }
}
