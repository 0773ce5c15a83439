using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// The mean of a table whose rows (models) and columns (points) are both samples, every model answering for every point: two-way random
/// effects without replication, as for readers and cases (Dorfman, Berbaum, Metz 1992).
/// </summary>
public static class CrossedMean
{
    private const double Level = 0.95;

    /// <summary>
    /// Mean plus and minus t times the standard error, whose square is the points' variance over their number, plus the models' over
    /// theirs, less what both count twice; degrees of freedom by Satterthwaite (1946). Of one model only the points are a sample.
    /// Where no value differs, the limits are those of a share of none among the points (Clopper and Pearson).
    /// </summary>
    /// <param name="rows">One row per model, at least one, each with one value in [-1, 1] per point, at least one.</param>
    public static Interval Interval(double[][] rows)
    {
        int models = rows.Length;
        int points = rows[0].Length;
        double[] byModel = [.. rows.Select(static row => row.Average())];
        double[] byPoint = [.. Enumerable.Range(0, points).Select(i => rows.Average(row => row[i]))];
        double mean = byPoint.Average();
        double ofPoints = Moments.SampleVariance(byPoint, mean) / points;
        double ofModels = Moments.SampleVariance(byModel, mean) / models;
        double rest = rows.Select(
                (row, r) =>
                    row.Select((value, i) => value - byModel[r] - byPoint[i] + mean).Sum(static error => error * error)
            )
            .Sum();
        double both = models > 1 && points > 1 ? rest / ((models - 1.0) * (points - 1.0) * models * points) : 0;
        double variance = Math.Max(ofPoints + ofModels - both, Math.Max(ofPoints, ofModels));
        if (variance == 0)
        {
            double room = ClopperPearson.Upper(0, points, (1 - Level) / 2);
            return new Interval(Math.Max(-1, mean - room), Math.Min(1, mean + room), Level, ClopperPearson.Method);
        }

        double freedom = variance * variance / (Share(ofPoints, points) + Share(ofModels, models));
        double half = StudentT.InvCDF(0, 1, freedom, (1 + Level) / 2) * Math.Sqrt(variance);
        return new Interval(mean - half, mean + half, Level, "two-way-t");
    }

    private static double Share(double variance, int count) => count > 1 ? variance * variance / (count - 1) : 0;
}
