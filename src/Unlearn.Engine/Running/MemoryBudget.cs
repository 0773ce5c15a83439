namespace Unlearn.Engine.Running;

/// <summary>How a run divides the memory that the process may use. Limits are about reuse and size of stacks, never about results.</summary>
/// <param name="Limit">Bytes for everything that the process holds.</param>
/// <param name="Weights">Bytes for members' weights.</param>
/// <param name="Outputs">Bytes for members' outputs.</param>
/// <param name="Stack">Bytes for each worker's stack.</param>
internal sealed record MemoryBudget(long Limit, long Weights, long Outputs, long Stack)
{
    private const double ShareOfMachine = 0.8;

    /// <summary>An eighth each for weights and outputs, a quarter for all stacks; the rest is data, the library and the system.</summary>
    /// <param name="jobs">Number of workers.</param>
    /// <param name="limit">Bytes for everything; null for four fifths of what machine or container have.</param>
    public static MemoryBudget Of(int jobs, long? limit)
    {
        long bytes = limit ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMachine);
        return new MemoryBudget(bytes, bytes / 8, bytes / 8, bytes / 4 / jobs);
    }
}
