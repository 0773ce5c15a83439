using MathNet.Numerics.Statistics;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>How far apart two models' probabilities are on the same points.</summary>
internal static class OutputGap
{
    /// <summary>Mean total variation distance with a Student t interval over points.</summary>
    public static Figure Of(string name, LogitTable model, LogitTable reference)
    {
        var distances = new double[model.Points];
        for (int point = 0; point < distances.Length; point++)
        {
            distances[point] = Distance(model.Row(point), reference.Row(point));
        }

        double mean = ArrayStatistics.Mean(distances);
        return new Figure
        {
            Name = name,
            Value = mean,
            Interval =
                distances.Length < 2
                    ? null
                    : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(distances), distances.Length),
            Direction = Direction.CloserToReference,
            Count = distances.Length,
        };
    }

    private static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Span<double> p = left.Length <= 256 ? stackalloc double[left.Length] : new double[left.Length];
        Span<double> q = left.Length <= 256 ? stackalloc double[left.Length] : new double[left.Length];
        Softmax(left, p);
        Softmax(right, q);
        double sum = 0.0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += Math.Abs(p[i] - q[i]);
        }

        return sum / 2.0;
    }

    private static void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double total = 0.0;
        for (int i = 0; i < logits.Length; i++)
        {
            total += probabilities[i] = Math.Exp(logits[i] - largest);
        }

        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= total;
        }
    }
}
