using MathNet.Numerics.Statistics;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Engine.Tuning;

/// <summary>Measures candidates: their figures against the reference, the reference's sampling errors, and the cost.</summary>
internal sealed class CandidateEvaluator(OutputSource outputs, WeightSource weights)
{
    /// <summary>Version of these figures; part of the keys of candidates.</summary>
    public const int Version = 2;

    /// <summary>Measures one candidate on one tuning seed.</summary>
    public MeasureResult Evaluate(CandidateTask task, CancellationToken cancellationToken)
    {
        ForgetCase one = task.Case;
        (string Name, PointSet Points)[] accuracies =
        [
            (ClosenessFigures.Retain, one.Request.Retain),
            (ClosenessFigures.Forget, one.Request.Forget),
            (ClosenessFigures.Unseen, task.Unseen),
        ];
        Pair forgotten = PairOf(task, one.Request.Forget, cancellationToken);
        Pair unseen = PairOf(task, task.Unseen, cancellationToken);
        var figures = new List<Figure>
        {
            Of(ClosenessFigures.ForgetShift, forgotten.Shift - unseen.Shift, Units.Nats, one.Request.Forget.Count),
            Of(ClosenessFigures.ForgetDivergence, forgotten.Divergence, Units.Nats, one.Request.Forget.Count),
        };
        foreach ((string name, PointSet points) in accuracies)
        {
            double model = Right(task.Target, points, cancellationToken);
            double reference = Right(one.Reference, points, cancellationToken);
            int count = Math.Max(1, points.Count);

            // Laplace's rule keeps the error above 0 where every point, or none, is right.
            double share = (reference + 1) / (count + 2);
            figures.Add(Of(name, (model - reference) / count, Units.Fraction, count));
            figures.Add(
                Of(ClosenessFigures.ErrorOf(name), Math.Sqrt(share * (1 - share) / count), Units.Fraction, count)
            );
        }

        double[] losses = Losses(task.Target, one.Request.Forget, cancellationToken);
        double[] references = Losses(one.Reference, one.Request.Forget, cancellationToken);
        double deviation = references.Length < 2 ? 0.0 : ArrayStatistics.StandardDeviation(references);
        figures.Add(
            Of(
                ClosenessFigures.ForgetLoss,
                ArrayStatistics.Mean(losses) - ArrayStatistics.Mean(references),
                Units.Nats,
                losses.Length
            )
        );
        figures.Add(
            Of(
                ClosenessFigures.ErrorOf(ClosenessFigures.ForgetLoss),
                deviation / Math.Sqrt(Math.Max(1, losses.Length)),
                Units.Nats,
                losses.Length
            )
        );
        if (task.Before is { } before)
        {
            RequestCost cost = RequestCost.Of(before, task.Target, weights);
            figures.Add(CostFigures.Gradients.Of(cost.Gradients, 1));
        }

        return new MeasureResult(figures);
    }

    // The candidate beside the reference, point by point.
    private Pair PairOf(CandidateTask task, PointSet points, CancellationToken cancellationToken)
    {
        int[] labels = Labels(task.Target, points);
        LogitTable model = outputs.Of(task.Target, points, cancellationToken);
        LogitTable reference = outputs.Of(task.Case.Reference, points, cancellationToken);
        double shift = 0;
        double divergence = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            shift += Confidence.Phi(model.Row(i), labels[i]) - Confidence.Phi(reference.Row(i), labels[i]);
            divergence += Divergence.JensenShannon(Softmax.Of(model.Row(i)), Softmax.Of(reference.Row(i)));
        }

        int count = Math.Max(1, labels.Length);
        return new Pair(shift / count, divergence / count);
    }

    private double Right(Target target, PointSet points, CancellationToken cancellationToken) =>
        points.Count == 0 ? 0.0 : Accuracy.Of(outputs, target, points, cancellationToken).Total;

    private double[] Losses(Target target, PointSet points, CancellationToken cancellationToken)
    {
        double[] phi = Confidence.Phi(outputs.Of(target, points, cancellationToken), Labels(target, points));
        return [.. phi.Select(Confidence.Loss)];
    }

    private static int[] Labels(Target target, PointSet points)
    {
        int[] labels = target.Members[0].Problem.Data.Dataset.Labels;
        return [.. points.Ids.Select(point => labels[point])];
    }

    private static Figure Of(string name, double value, string unit, int count) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = unit,
            Count = count,
        };

    /// <summary>Means over points: phi minus the reference's phi, and the Jensen-Shannon divergence, both in nats.</summary>
    private readonly record struct Pair(double Shift, double Divergence);
}
