using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>Joins the results of a setting with timings and verdicts.</summary>
internal static class SettingBuilder
{
    public static SettingReport Build(SettingResult setting, int number, RunTimings timings, Legend legend)
    {
        Dictionary<int, double> retraining = [];
        foreach (TrialResult trial in Of(setting, RowRole.Reference)?.Trials ?? [])
        {
            if (timings.TrialSeconds.TryGetValue(trial.Id, out double seconds))
            {
                retraining[trial.Seed] = seconds;
            }
        }

        IReadOnlyList<AttackReport> attacks = Attacks(setting, legend);
        List<RowReport> rows =
        [
            .. setting
                .Rows.OrderBy(static row => row.Role)
                .Select(row => Row(row, setting, timings, retraining, legend)),
        ];
        return new SettingReport
        {
            Source = setting,
            Number = number,
            Rows = rows,
            Attacks = attacks,
            Figures =
            [
                .. rows.SelectMany(static row =>
                        row.Summary.Concat(row.Trials.SelectMany(static trial => trial.Figures))
                    )
                    .DistinctBy(static figure => figure.Name)
                    .Select(legend.Of),
            ],
        };
    }

    private static RowReport Row(
        RowResult row,
        SettingResult setting,
        RunTimings timings,
        Dictionary<int, double> retraining,
        Legend legend
    )
    {
        List<TrialReport> trials =
        [
            .. row.Trials.Select(trial => Trial(trial, timings, row.OwnReference ? null : retraining, legend)),
        ];
        return new RowReport
        {
            Role = row.Role,
            Id = row.Id,
            Method = row.Method,
            Type = row.Type,
            Kind = row.Kind,
            Shards = row.Shards,
            Options = row.Options,
            Trials = trials,
            Summary = [.. row.Summary.Select(legend.Dress), .. TimeSummary(trials)],
            Verdict = setting.Verdicts.FirstOrDefault(verdict => verdict.Row == row.Id),
        };
    }

    private static TrialReport Trial(
        TrialResult trial,
        RunTimings timings,
        Dictionary<int, double>? retraining,
        Legend legend
    )
    {
        List<Figure> figures = [.. trial.Figures.Select(legend.Dress)];
        if (timings.TrialSeconds.TryGetValue(trial.Id, out double seconds))
        {
            figures.Add(legend.Dress(TimeFigures.Seconds.Of(seconds, 1)));

            // A method that trains its own models would train them again: for as long as it first did.
            if (
                seconds > 0
                && (
                    retraining is null
                        ? timings.InitialSeconds.TryGetValue(trial.Id, out double reference)
                        : retraining.TryGetValue(trial.Seed, out reference)
                )
            )
            {
                figures.Add(legend.Dress(TimeFigures.SpeedUpInSeconds.Of(reference / seconds, 1)));
            }
        }

        if (timings.InitialSeconds.TryGetValue(trial.Id, out double initial))
        {
            figures.Add(legend.Dress(TimeFigures.InitialSeconds.Of(initial, 1)));
        }

        return new TrialReport
        {
            Id = trial.Id,
            Seed = trial.Seed,
            Status = trial.Status,
            Reason = trial.Reason,
            Warnings = trial.Warnings ?? [],
            Figures = figures,
            LossCurve = trial.LossCurve,
        };
    }

    private static IEnumerable<Figure> TimeSummary(IReadOnlyList<TrialReport> trials)
    {
        foreach (FigureKind kind in TimeFigures.Kinds)
        {
            Figure[] figures =
            [
                .. trials
                    .Where(static trial => trial.Status == TrialStatus.Completed)
                    .Select(trial => trial.Find(kind))
                    .OfType<Figure>(),
            ];
            if (figures.Length > 0)
            {
                yield return MeanOverSeeds.Of(figures[0], [.. figures.Select(static figure => figure.Value!.Value)]);
            }
        }
    }

    private static List<AttackReport> Attacks(SettingResult setting, Legend legend) =>
        [
            .. setting
                .Rows.SelectMany(static row => row.Summary)
                .DistinctBy(static figure => figure.Name)
                .Select(legend.Of)
                .Where(static figure => figure.Entry.Attack is not null)
                .GroupBy(static figure => figure.Entry.Attack!)
                .Select(static attack => new AttackReport(
                    attack.Key,
                    attack.First().Entry.AttackTitle!,
                    attack.First(),
                    [.. attack.Where((figure, index) => index == 0 || IsColumn(figure.Kind))]
                )),
        ];

    private static bool IsColumn(FigureKind kind) =>
        kind.Name == AttackFigures.AucGap.Name || kind.Name == ScoreFigures.AtOnePercent.Name;

    private static RowResult? Of(SettingResult setting, RowRole role) =>
        setting.Rows.FirstOrDefault(row => row.Role == role);
}
