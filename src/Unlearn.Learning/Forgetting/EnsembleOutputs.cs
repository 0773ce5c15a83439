using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Learning.Forgetting;

/// <summary>Makes one model's outputs from those of an ensemble's constituents.</summary>
public static class EnsembleOutputs
{
    /// <summary>
    /// What stands for a class without a single vote. Log-odds of unanimous votes are then about 14 whatever the number of
    /// voters, and never infinite.
    /// </summary>
    public const double ShareFloor = 1e-6;

    /// <summary>
    /// Logarithms of the aggregated class shares. A lone constituent answers itself: its logits are returned as they are, so
    /// that one shard is an ordinary model to every attack.
    /// </summary>
    /// <param name="constituents">One table a constituent, at least one, all of the same shape.</param>
    /// <param name="aggregation">Vote: shares of votes, ties of a constituent go to its lowest class. Mean: mean probabilities.</param>
    public static LogitTable Aggregate(IReadOnlyList<LogitTable> constituents, Aggregation aggregation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(constituents.Count);
        LogitTable first = constituents[0];
        if (constituents.Any(table => table.Classes != first.Classes || table.Points != first.Points))
        {
            throw new ArgumentException("Constituents answer for different points or classes.", nameof(constituents));
        }

        if (constituents.Count == 1)
        {
            return first;
        }

        var values = new double[first.Values.Length];
        for (int point = 0; point < first.Points; point++)
        {
            Span<double> row = values.AsSpan(point * first.Classes, first.Classes);
            foreach (LogitTable table in constituents)
            {
                if (aggregation == Aggregation.Vote)
                {
                    row[Softmax.Prediction(table.Row(point))] += 1.0;
                }
                else
                {
                    AddProbabilities(table.Row(point), row);
                }
            }

            foreach (ref double share in row)
            {
                share = Math.Log(
                    Math.Max(
                        share / constituents.Count,
                        aggregation == Aggregation.Vote ? ShareFloor : ProbabilityFloor.Value
                    )
                );
            }
        }

        return new LogitTable(values, first.Classes);
    }

    private static void AddProbabilities(ReadOnlySpan<double> logits, Span<double> sums)
    {
        double[] probabilities = Softmax.Of(logits);
        for (int i = 0; i < probabilities.Length; i++)
        {
            sums[i] += probabilities[i];
        }
    }
}
