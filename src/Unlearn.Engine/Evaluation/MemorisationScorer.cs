using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Engine.Evaluation;

/// <summary>Memorisation scores of all points from the outputs of shadow models.</summary>
internal sealed class MemorisationScorer(OutputSource outputs)
{
    /// <summary>One score per point of the dataset; not-a-number for points that are in no set.</summary>
    public MeasureResult Score(ScoringTask task, CancellationToken cancellationToken)
    {
        int[] labels = task.Problem.Data.Dataset.Labels;
        var probabilities = new double[labels.Length][];
        var included = new bool[labels.Length][];
        for (int point = 0; point < labels.Length; point++)
        {
            probabilities[point] = new double[task.Shadows.Count];
            included[point] = new bool[task.Shadows.Count];
        }

        for (int model = 0; model < task.Shadows.Count; model++)
        {
            LogitTable table = outputs.Of(task.Shadows[model], task.Points, cancellationToken);
            for (int point = 0; point < labels.Length; point++)
            {
                probabilities[point][model] = Softmax.Of(table.Row(point))[labels[point]];
            }

            foreach (int point in task.Shadows[model].Spec.Points)
            {
                included[point][model] = true;
            }
        }

        return new MeasureResult([])
        {
            Scores = [.. probabilities.Zip(included, static (p, seen) => Memorisation.Score(p, seen))],
        };
    }
}
