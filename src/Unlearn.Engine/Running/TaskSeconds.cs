using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>What tasks are thought to take, before they run.</summary>
internal static class TaskSeconds
{
    /// <summary>An evaluation or an attack: mostly outputs of members on points. A guess that is right within a factor of a few.</summary>
    private const double MeasureSeconds = 0.02;

    /// <summary>Rough seconds of one worker.</summary>
    public static double Of(PlanTask task) =>
        task is WeightTask weight ? StackLimits.SecondsOf(weight) : MeasureSeconds;
}
