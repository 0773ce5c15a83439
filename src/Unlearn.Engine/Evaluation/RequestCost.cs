using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>What answering a request took, and what the model before it took.</summary>
/// <param name="Gradients">Single-point gradients for the request.</param>
/// <param name="PointsRetrained">Distinct points trained on again, added up over members; null for methods that edit weights.</param>
/// <param name="RequestSeconds">Seconds of one worker for the request.</param>
/// <param name="InitialSeconds">Seconds of one worker for the model before it.</param>
internal sealed record RequestCost(long Gradients, long? PointsRetrained, double RequestSeconds, double InitialSeconds)
{
    /// <summary>
    /// The cost of going from one model to another. Stages that both have are checkpoints that stayed valid; everything else
    /// behind the later model is new.
    /// </summary>
    public static RequestCost Of(Target before, Target after, WeightSource weights)
    {
        HashSet<WeightTask> known = [.. before.Members.SelectMany(Chain)];
        double initial = known.Sum(member => weights.CostOf(member).Seconds);
        long gradients = 0;
        long points = 0;
        double seconds = 0.0;
        bool edits = false;
        foreach (WeightTask member in after.Members)
        {
            WeightTask[] made = [.. Chain(member).Where(known.Add)];
            gradients += made.Sum(task => weights.CostOf(task).Gradients);
            seconds += made.Sum(task => weights.CostOf(task).Seconds);
            points += made.Length > 0 && member is TrainTask train ? train.Spec.Points.Count : 0;
            edits |= member is UnlearnTask;
        }

        return new RequestCost(gradients, edits ? null : points, seconds, initial);
    }

    /// <summary>The cost of several requests, each answered after the one before.</summary>
    public static RequestCost Sum(IReadOnlyList<RequestCost> costs) =>
        new(
            costs.Sum(static cost => cost.Gradients),
            costs.Any(static cost => cost.PointsRetrained is null)
                ? null
                : costs.Sum(static cost => cost.PointsRetrained!.Value),
            costs.Sum(static cost => cost.RequestSeconds),
            costs[0].InitialSeconds
        );

    /// <summary>The figures.</summary>
    /// <param name="referenceGradients">Single-point gradients that retraining takes.</param>
    public IEnumerable<Figure> Figures(long referenceGradients)
    {
        yield return CostFigures.Gradients.Of(Gradients, 1);
        if (PointsRetrained is { } points)
        {
            yield return CostFigures.PointsRetrained.Of(points, 1);
        }

        yield return Gradients > 0
            ? CostFigures.SpeedUp.Of((double)referenceGradients / Gradients, 1)
            : CostFigures.SpeedUp.NotResolvable("the request took no gradient", 1);
    }

    /// <summary>A member and the stages and models that it came from, first to last.</summary>
    public static IEnumerable<WeightTask> Chain(WeightTask member)
    {
        if (member is UnlearnTask unlearn)
        {
            return [.. Chain(unlearn.Original), unlearn];
        }

        if (member is not TrainTask last)
        {
            return [member];
        }

        var stages = new Stack<WeightTask>();
        for (TrainTask? stage = last; stage is not null; stage = stage.Parent)
        {
            stages.Push(stage);
        }

        return stages;
    }
}
