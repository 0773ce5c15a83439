namespace Unlearn.Engine.Running;

/// <summary>How a run divides the memory that the process may use. Limits are about reuse and size of stacks, never about results.</summary>
/// <param name="Weights">Bytes for members' weights.</param>
/// <param name="Outputs">Bytes for members' outputs.</param>
/// <param name="Stack">Bytes for each worker's stack.</param>
internal sealed record MemoryBudget(long Weights, long Outputs, long Stack)
{
    /// <summary>An eighth each for weights and outputs, a quarter for all stacks; the rest is data, the library and the system.</summary>
    public static MemoryBudget Of(int jobs)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new MemoryBudget(available / 8, available / 8, available / 4 / jobs);
    }
}
