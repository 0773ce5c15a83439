using MathNet.Numerics.Statistics;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>How far apart two models' probabilities are on the same points.</summary>
internal static class OutputGap
{
    /// <summary>Mean total variation distance with a Student t interval over points.</summary>
    public static Figure Of(FigureKind kind, LogitTable model, LogitTable reference)
    {
        var distances = new double[model.Points];
        for (int point = 0; point < distances.Length; point++)
        {
            distances[point] = Distance(model.Row(point), reference.Row(point));
        }

        double mean = ArrayStatistics.Mean(distances);
        return kind.Of(
            mean,
            distances.Length,
            distances.Length < 2
                ? null
                : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(distances), distances.Length)
        );
    }

    private static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double[] p = Softmax.Of(left);
        double[] q = Softmax.Of(right);
        double sum = 0.0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += Math.Abs(p[i] - q[i]);
        }

        return sum / 2.0;
    }
}
