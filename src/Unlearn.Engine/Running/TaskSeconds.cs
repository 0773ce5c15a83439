using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>Rough seconds of one worker for a task.</summary>
internal static class TaskSeconds
{
    // The rough rule of 6 operations for each parameter and point, at 10 GFLOP/s.
    private const double OperationsPerPointAndParameter = 6.0;
    private const double OperationsPerSecond = 1e10;

    // Figures are mostly outputs of members on points: a guess that is right within a factor of a few.
    private const double MeasureSeconds = 0.02;

    /// <summary>The seconds that one member, or one measurement, costs.</summary>
    public static double Of(PlanTask task) =>
        task is WeightTask member
            ? Math.Max(1, member.EstimatedGradients)
                * (double)member.Problem.Data.Network.Layout.Width
                * OperationsPerPointAndParameter
                / OperationsPerSecond
            : MeasureSeconds;
}
