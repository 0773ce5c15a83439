using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Model;

/// <summary>
/// Everything that a report shows, immutable, from the results, timings and environment of a run. Every format is a pure
/// function of it.
/// </summary>
public sealed record ReportModel
{
    /// <summary>The results as they were.</summary>
    public required ExperimentResults Results { get; init; }

    /// <summary>Settings in manifest order.</summary>
    public required IReadOnlyList<SettingReport> Settings { get; init; }

    /// <summary>What verification cost, and what more of it would buy.</summary>
    public VerificationCost Verification => VerificationCost.Of(Results, Settings);

    /// <summary>Names and values that describe machine and versions, in printing order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>Wall seconds of the run.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Seconds of one worker that making all models took, whenever that was; null where the run does not tell.</summary>
    public double? ModelSeconds { get; init; }

    /// <summary>Command lines that make the run again, in order.</summary>
    public required IReadOnlyList<string> Reproduce { get; init; }

    /// <summary>Trials that failed, in order.</summary>
    public IEnumerable<FailedTrial> Failed =>
        from setting in Settings
        from row in setting.Rows
        from trial in row.Trials
        where trial.Status == TrialStatus.Failed
        select new FailedTrial(setting, row, trial);

    /// <summary>What attacks warn of, row by row.</summary>
    public IReadOnlyList<WarnedRow> Warned => [.. WarnedRow.Of(Settings)];

    /// <summary>All trials.</summary>
    public int TrialCount => Settings.Sum(static setting => setting.Rows.Sum(static row => row.Trials.Count));

    /// <summary>Seeds of the row that has most.</summary>
    public int SeedCount =>
        Settings
            .SelectMany(static setting => setting.Rows)
            .Select(static row => row.Trials.Count)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>Makes the model.</summary>
    /// <param name="results">The run's results.</param>
    /// <param name="timings">The run's timings; trials without a time get no figures of time.</param>
    /// <param name="environment">Names and values that describe machine and versions, in printing order.</param>
    /// <param name="reproduce">
    /// Command lines that make the run again; null for <c>unlearn reproduce .</c> in the run's folder.
    /// </param>
    /// <param name="curves">What figures are drawn from; null draws fewer.</param>
    public static ReportModel Create(
        ExperimentResults results,
        RunTimings timings,
        IReadOnlyList<KeyValuePair<string, string>> environment,
        IReadOnlyList<string>? reproduce = null,
        RunCurves? curves = null
    )
    {
        var legend = new Legend(results.Legend);
        return new ReportModel
        {
            Results = results,
            Settings =
            [
                .. results.Settings.Select(
                    (setting, index) =>
                        SettingBuilder.Build(setting, index + 1, timings, legend) with
                        {
                            Curves = curves?.Settings.ElementAtOrDefault(index),
                        }
                ),
            ],
            Environment = environment,
            TotalSeconds = timings.TotalSeconds,
            ModelSeconds = timings.ModelSeconds,
            Reproduce = reproduce ?? ["unlearn reproduce ."],
        };
    }
}
