using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>A figure of each method against the number of answered requests.</summary>
internal static class StreamChart
{
    /// <summary>Draws, or returns null when there are fewer than two answers.</summary>
    /// <param name="id">Unique name in the page.</param>
    /// <param name="rows">Rows that answered the stream.</param>
    /// <param name="title">What the figure is.</param>
    /// <param name="value">The figure of an answer.</param>
    /// <param name="running">Whether values are added up from answer to answer.</param>
    public static string? Render(
        string id,
        IReadOnlyList<StreamReport> rows,
        string title,
        Func<StreamStep, double> value,
        bool running
    )
    {
        if (rows.Count == 0 || rows.Max(static row => row.Steps.Count) < 2)
        {
            return null;
        }

        return LineChart.Render(
            id,
            $"{title} against answered requests",
            "answered requests",
            title,
            [.. rows.Select(row => Series(row, Values(row, value, running)))]
        );
    }

    // Up to the last answer that has a number.
    private static ChartSeries Series(StreamReport row, double[] values)
    {
        double[] known = [.. values.TakeWhile(double.IsFinite)];
        double[] answers = [.. Enumerable.Range(1, known.Length).Select(static answer => (double)answer)];
        return new ChartSeries(ChartText.Short(row.Id), row.Kind, answers, known, known, known);
    }

    private static double[] Values(StreamReport row, Func<StreamStep, double> value, bool running)
    {
        double[] values = [.. row.Steps.Select(value)];
        for (int i = 1; running && i < values.Length; i++)
        {
            values[i] += values[i - 1];
        }

        return values;
    }
}
