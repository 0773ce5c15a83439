using Unlearn.Core.Randomness;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Landscape;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Running;

/// <summary>
/// Maps losses. The way to a model is not kept anywhere: it is gone a second time, to the same bits, and looked at. What that costs is no part of any
/// figure of the results.
/// </summary>
internal sealed class LandscapeComputer(MemberWork work, WeightSource weights)
{
    /// <summary>The map of a task.</summary>
    public MeasureResult Compute(LandscapeTask task, CancellationToken cancellationToken)
    {
        var survey = new LossSurvey(task.Problem.Data, task.Points, new RandomKey(0).Derive(task.Key.Hex));
        float[] reference = weights.Of(task.Reference);
        LossMap map = task.Answer is { } answer
            ? survey.OfUnlearning(PathOf(answer, cancellationToken), reference, cancellationToken)
            : survey.OfTraining(PathOf((TrainTask)task.Original, cancellationToken), reference, cancellationToken);
        return new MeasureResult([]) { Landscape = map };
    }

    private IReadOnlyList<float[]> PathOf(TrainTask task, CancellationToken cancellationToken)
    {
        var path = new WeightPath(MemberWork.Initial(task));
        using ParameterStack _ = work.Train([task], path, cancellationToken);
        return path.To(weights.Of(task));
    }

    private IReadOnlyList<float[]> PathOf(UnlearnTask task, CancellationToken cancellationToken)
    {
        var path = new WeightPath(weights.Of(task.Original));
        using ParameterStack _ = work.Unlearn(
            [task],
            new CostCounter(1),
            answers: null,
            onDiverged: null,
            (_, row) => path.Add(row),
            out MethodFigures _,
            cancellationToken
        );
        return path.To(weights.Of(task));
    }
}
