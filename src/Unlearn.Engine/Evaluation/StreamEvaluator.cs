using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Accuracy over time and cost of each answer, for one trial of a stream of requests.</summary>
internal sealed class StreamEvaluator(OutputSource outputs, WeightSource weights)
{
    /// <summary>Adds up costs and measures the model after each answer.</summary>
    /// <param name="task">The trial; it has a model for each part of its stream.</param>
    /// <param name="before">The model before the first answer.</param>
    /// <param name="figures">Figures of the last model; costs of the whole stream are added.</param>
    /// <param name="cancellationToken">Checked for each model.</param>
    public MeasureResult Evaluate(
        EvaluationTask task,
        Target before,
        List<Figure> figures,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<PointSet> stream = task.Stream!;
        var steps = new List<RequestStep>(stream.Count);
        var costs = new List<RequestCost>(stream.Count);
        PointSet left = task.Case.Request.Train;
        long retraining = 0;
        for (int answer = 0; answer < stream.Count; answer++)
        {
            Target model = task.Answers[answer];
            left = left.Except(stream[answer]);
            costs.Add(RequestCost.Of(answer == 0 ? before : task.Answers[answer - 1], model, weights));

            // The yardstick of a stream is retraining after every answer.
            long again = new MemberSpec(task.Case.Request.Seed, left, task.Case.Request.Training).Cost;
            retraining += again;
            PointSet gone = task.Case.Request.Train.Except(left);
            steps.Add(
                new RequestStep(
                    answer + 1,
                    gone.Count,
                    [
                        Right(model, left, TrialFigures.RetainAccuracy),
                        Right(model, gone, TrialFigures.ForgetAccuracy),
                        Right(model, TestPoints.Of(task.Problem, left).Kept, TrialFigures.TestAccuracy),
                        .. costs[answer].Figures(again),
                        .. weights.ReportedBy(model), // promises add up over the answers before
                    ]
                )
            );
        }

        var whole = RequestCost.Sum(costs);
        figures.AddRange(whole.Figures(retraining));
        figures.AddRange(weights.ReportedBy(task.Answers[^1]));
        return new MeasureResult(figures, whole.RequestSeconds, whole.InitialSeconds)
        {
            Steps = steps,
            StepSeconds = [.. costs.Select(static cost => cost.RequestSeconds)],
        };

        Figure Right(Target model, PointSet points, FigureKind kind) =>
            Accuracy.Of(outputs, model, points, cancellationToken).Figure(kind);
    }
}
