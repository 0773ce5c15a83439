using MathNet.Numerics.Statistics;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>Mean of each figure over the completed seeds of a row.</summary>
public static class RowSummary
{
    /// <summary>
    /// The figures of the first completed trial, each with its mean over seeds and a Student t interval (none for a single
    /// seed). A figure that some seed cannot resolve has no mean: an average over the seeds that happened to resolve it
    /// would be another quantity.
    /// </summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<TrialResult> trials)
    {
        TrialResult[] completed = [.. trials.Where(static trial => trial.Status == TrialStatus.Completed)];
        return completed.Length == 0 ? [] : [.. completed[0].Figures.Select(figure => Mean(figure, completed))];
    }

    private static Figure Mean(Figure first, TrialResult[] completed)
    {
        Figure?[] seeds =
        [
            .. completed.Select(trial => trial.Figures.FirstOrDefault(found => found.Name == first.Name)),
        ];
        Figure mean = first with { Count = seeds.Length, Interval = null };
        if (seeds.Any(static figure => figure?.Value is null))
        {
            string? why = seeds
                .Select(static figure => figure?.NotResolvable)
                .FirstOrDefault(static why => why is not null);
            return mean with { Value = null, NotResolvable = why ?? "not every seed has it" };
        }

        double[] values = [.. seeds.Select(static figure => figure!.Value!.Value)];
        double value = ArrayStatistics.Mean(values);
        bool spread = values.Length > 1 && double.IsFinite(value);
        return mean with
        {
            Value = value,
            NotResolvable = null,
            Interval = spread
                ? StudentInterval.Of(value, ArrayStatistics.StandardDeviation(values), values.Length)
                : null,
        };
    }
}
