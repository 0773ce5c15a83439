using Unlearn.Engine.Planning;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Running;

/// <summary>Rough seconds of one worker for a task.</summary>
internal static class TaskSeconds
{
    // Two for each multiply-add of a pass, and twice as many for its gradient, at 10 GFLOP/s.
    private const double OperationsPerMultiplyAdd = 6.0;
    private const double OperationsPerSecond = 1e10;

    // Figures are mostly outputs of members on points: a guess that is right within a factor of a few.
    private const double MeasureSeconds = 0.02;

    /// <summary>The seconds that one member, or one measurement, costs.</summary>
    public static double Of(PlanTask task) =>
        task is WeightTask member
            ? Math.Max(1, member.EstimatedGradients)
                * (double)MultiplyAdds(member)
                * OperationsPerMultiplyAdd
                / OperationsPerSecond
            : MeasureSeconds;

    // Of a pass of one point, and at least one for each parameter. How much cheaper than training again a method will be is not known
    // here: one for each parameter is a guess.
    private static long MultiplyAdds(WeightTask member)
    {
        Network network = member.Problem.Data.Network;
        return member is UnlearnTask
            ? network.Layout.Width
            : Math.Max(network.Layout.Width, network.OperationsPerPoint);
    }
}
