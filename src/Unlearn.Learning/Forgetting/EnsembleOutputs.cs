using Unlearn.Verification.Evidence;

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
                    row[ArgMax(table.Row(point))] += 1.0;
                }
                else
                {
                    AddProbabilities(table.Row(point), row);
                }
            }

            foreach (ref double share in row)
            {
                share = Math.Log(
                    Math.Max(share / constituents.Count, aggregation == Aggregation.Vote ? ShareFloor : double.Epsilon)
                );
            }
        }

        return new LogitTable(values, first.Classes);
    }

    /// <summary>The position of the largest value, the lowest one where several are largest.</summary>
    public static int ArgMax(ReadOnlySpan<double> row)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
        }

        return best;
    }

    private static void AddProbabilities(ReadOnlySpan<double> logits, Span<double> sums)
    {
        double largest = logits[ArgMax(logits)];
        double total = 0.0;
        foreach (double logit in logits)
        {
            total += Math.Exp(logit - largest);
        }

        for (int i = 0; i < logits.Length; i++)
        {
            sums[i] += Math.Exp(logits[i] - largest) / total;
        }
    }
}
