using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>How many tasks run together: enough to fill every worker, few enough for memory and for losing little when killed.</summary>
/// <param name="Jobs">Number of workers.</param>
/// <param name="StackBytes">Memory for one worker's stack.</param>
internal sealed record StackLimits(int Jobs, long StackBytes)
{
    // A group is stored when it ends, so this is what a killed process may lose.
    private const double SecondsPerGroup = 20.0;
    private const int MeasuresPerGroup = 32;

    // So many members cost a stack hardly more than one does; dividing them pays only where nothing else can run.
    private const int SmallStack = 4;

    /// <summary>Size of the next group, at least 1.</summary>
    /// <param name="ready">Tasks of one shape, at least one, the next ones first.</param>
    /// <param name="others">Tasks of other shapes that could run as well: they keep the other workers busy.</param>
    public int GroupSize(IReadOnlyCollection<PlanTask> ready, int others = 0)
    {
        int fair = (ready.Count + others + Jobs - 1) / Jobs;
        int share = Math.Max((ready.Count + Jobs - 1) / Jobs, Math.Min(Math.Min(SmallStack, ready.Count), fair));
        if (ready.First() is not WeightTask first)
        {
            return Math.Clamp(share, 1, MeasuresPerGroup);
        }

        double fit = (double)StackBytes / TaskMemory.OfMember(first.Problem);
        double quick = SecondsPerGroup / TaskSeconds.Of(first);
        return Math.Max(1, (int)Math.Min(share, Math.Min(fit, quick)));
    }
}
