using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>Rough seconds of one worker for a task.</summary>
internal static class TaskSeconds
{
    // Two for each multiply-add of a pass, and twice as many for its gradient, at 10 GFLOP/s.
    private const double OperationsPerMultiplyAdd = 6.0;
    private const double OperationsPerSecond = 1e10;

    // Methods that edit weights exist to be cheaper than training again: by how much is a guess.
    private const double ShareOfUnlearning = 0.1;

    // Figures are mostly outputs of members on points: a guess that is right within a factor of a few.
    private const double MeasureSeconds = 0.02;

    /// <summary>The seconds that one member, or one measurement, costs.</summary>
    public static double Of(PlanTask task) =>
        task is WeightTask member
            ? Math.Max(1, member.EstimatedGradients)
                * (double)member.Problem.Data.Network.OperationsPerPoint
                * OperationsPerMultiplyAdd
                / OperationsPerSecond
                * (member is UnlearnTask ? ShareOfUnlearning : 1.0)
            : MeasureSeconds;
}
