using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Accuracies, gaps to the reference and costs of one trial.</summary>
internal sealed class TrialEvaluator(OutputSource outputs, WeightSource weights)
{
    private readonly StreamEvaluator _stream = new(outputs, weights);

    /// <summary>Measures one trial's model.</summary>
    public MeasureResult Evaluate(EvaluationTask task, CancellationToken cancellationToken)
    {
        Answers model = Answer(task.Target, task, cancellationToken);
        Answers reference = Answer(task.Case.Reference, task, cancellationToken);
        List<Figure> figures =
        [
            model.Retain.Figure(TrialFigures.RetainAccuracy),
            model.Forget.Figure(TrialFigures.ForgetAccuracy),
            model.Test.Figure(TrialFigures.TestAccuracy),
            model.Retain.Gap(TrialFigures.RetainAccuracyGap, reference.Retain),
            model.Forget.Gap(TrialFigures.ForgetAccuracyGap, reference.Forget),
            model.Test.Gap(TrialFigures.TestAccuracyGap, reference.Test),
            OutputGap.Of(TrialFigures.ForgetOutputGap, model.ForgetOutputs, reference.ForgetOutputs),
        ];
        figures.AddRange(PerplexityFigures.Of(outputs, task, cancellationToken));
        if (model.GoneClasses is { } gone)
        {
            figures.Add(gone.Figure(TrialFigures.GoneClassAccuracy));
        }

        if (task.Before is not { } before)
        {
            return new MeasureResult(figures);
        }

        figures.Add(
            Right(before, TestPoints.Of(task.Problem, task.Case.Request.Retain).Kept, cancellationToken)
                .Figure(TrialFigures.OriginalTestAccuracy)
        );
        if (task.Stream is not null)
        {
            return _stream.Evaluate(task, before, figures, cancellationToken);
        }

        RequestCost cost = RequestCost.Of(before, task.Target, weights);
        figures.AddRange(cost.Figures(task.Case.Reference.Members.Sum(member => weights.CostOf(member).Gradients)));
        figures.AddRange(weights.ReportedBy(task.Target));
        return new MeasureResult(figures, cost.RequestSeconds, cost.InitialSeconds);
    }

    private Answers Answer(Target target, EvaluationTask task, CancellationToken cancellationToken)
    {
        LearningProblem problem = task.Problem;
        PointSet forget = task.Case.Request.Forget;
        var test = TestPoints.Of(problem, task.Case.Request.Retain);
        return new Answers(
            Right(target, task.Case.Request.Retain, cancellationToken),
            Right(target, forget, cancellationToken),
            Right(target, test.Kept, cancellationToken),
            test.Gone.Count == 0 ? null : Right(target, test.Gone, cancellationToken),
            outputs.Of(target, forget, cancellationToken)
        );
    }

    private Accuracy Right(Target target, PointSet points, CancellationToken cancellationToken) =>
        Accuracy.Of(outputs, target, points, cancellationToken);

    private sealed record Answers(
        Accuracy Retain,
        Accuracy Forget,
        Accuracy Test,
        Accuracy? GoneClasses,
        LogitTable ForgetOutputs
    );
}
