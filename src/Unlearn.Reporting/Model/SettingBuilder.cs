using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Verdicts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>Joins the results of a setting with timings and verdicts.</summary>
internal static class SettingBuilder
{
    public static SettingReport Build(SettingResult setting, int number, RunTimings timings)
    {
        Dictionary<int, double> retraining = [];
        foreach (TrialResult trial in Of(setting, RowRole.Reference)?.Trials ?? [])
        {
            if (timings.TrialSeconds.TryGetValue(trial.Id, out double seconds))
            {
                retraining[trial.Seed] = seconds;
            }
        }

        IReadOnlyList<AttackReport> attacks = Attacks(setting);
        List<RowReport> rows =
        [
            .. setting
                .Rows.OrderBy(static row => row.Role)
                .Select(row => Row(row, setting, attacks, timings, retraining)),
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
                    .Select(FigureLegend.Of),
            ],
        };
    }

    private static RowReport Row(
        RowResult row,
        SettingResult setting,
        IReadOnlyList<AttackReport> attacks,
        RunTimings timings,
        Dictionary<int, double> retraining
    )
    {
        List<TrialReport> trials =
        [
            .. row.Trials.Select(trial => Trial(trial, timings, row.OwnReference ? null : retraining)),
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
            Summary = [.. row.Summary, .. TimeSummary(trials)],
            Verdicts = row.Role == RowRole.Null ? [] : [.. attacks.Select(attack => Judge(attack, row, setting))],
        };
    }

    private static AttackVerdict Judge(AttackReport attack, RowResult row, SettingResult setting)
    {
        RowResult? own = setting.Rows.FirstOrDefault(other => other.Id == row.OwnNull);
        AttackVerdict verdict = VerdictRule.Judge(
            attack.Name,
            Of(row, attack.Judged),
            Of(own ?? Of(setting, RowRole.Null), attack.Judged),
            row.Role == RowRole.Original ? null : Of(Of(setting, RowRole.Original), attack.Judged),
            isOwnNull: own is not null,
            PairedP(row, attack),
            PairedP(Of(setting, RowRole.Original), attack)
        );
        if (row.OwnReference)
        {
            verdict = verdict with
            {
                Explanation =
                    $"{verdict.Explanation} The method trains its own models: gaps and tests are against what it trains itself "
                    + "without the points; the original and null rows are of ordinary training.",
            };
        }

        return Of(row, PName(attack)) is { Value: not null } p
            ? verdict with
            {
                Explanation = $"{verdict.Explanation} Paired tests against the reference: p = {FigureText.Value(p)}.",
            }
            : verdict;
    }

    private static string PName(AttackReport attack) => $"{attack.Name}/{FigureNames.PAgainstReference}";

    private static double? PairedP(RowResult? row, AttackReport attack) => Of(row, PName(attack))?.Value;

    private static TrialReport Trial(TrialResult trial, RunTimings timings, Dictionary<int, double>? retraining)
    {
        List<Figure> figures = [.. trial.Figures];
        if (timings.TrialSeconds.TryGetValue(trial.Id, out double seconds))
        {
            figures.Add(Time(FigureNames.Seconds, seconds, "seconds", Direction.Lower));

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
                figures.Add(Time(FigureNames.SpeedUpInSeconds, reference / seconds, "times", Direction.Higher));
            }
        }

        if (timings.InitialSeconds.TryGetValue(trial.Id, out double initial))
        {
            figures.Add(Time(FigureNames.InitialSeconds, initial, "seconds", Direction.Lower));
        }

        return new TrialReport
        {
            Id = trial.Id,
            Seed = trial.Seed,
            Status = trial.Status,
            Reason = trial.Reason,
            Figures = figures,
            LossCurve = trial.LossCurve,
        };
    }

    private static Figure Time(string name, double value, string unit, Direction direction) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = unit,
            Direction = direction,
            Count = 1,
        };

    private static IEnumerable<Figure> TimeSummary(IReadOnlyList<TrialReport> trials)
    {
        foreach (string name in new[] { FigureNames.Seconds, FigureNames.SpeedUpInSeconds, FigureNames.InitialSeconds })
        {
            Figure[] figures =
            [
                .. trials
                    .Where(static trial => trial.Status == TrialStatus.Completed)
                    .Select(trial => trial.Find(name))
                    .OfType<Figure>(),
            ];
            if (figures.Length > 0)
            {
                yield return MeanOverSeeds.Of(figures[0], [.. figures.Select(static figure => figure.Value!.Value)]);
            }
        }
    }

    private static List<AttackReport> Attacks(SettingResult setting) =>
        [
            .. setting
                .Rows.SelectMany(static row => row.Summary)
                .DistinctBy(static figure => figure.Name)
                .Where(static figure => FigureNames.AttackOf(figure.Name) is not null)
                .GroupBy(static figure => FigureNames.AttackOf(figure.Name)!)
                .Select(static attack => new AttackReport(
                    attack.Key,
                    FigureLegend.Of(attack.First()),
                    [
                        .. attack
                            .Where(
                                (figure, index) =>
                                    index == 0
                                    || FigureNames.WithoutAttack(figure.Name)
                                        is FigureNames.AucGap
                                            or FigureNames.TruePositivesAtOnePercent
                            )
                            .Select(FigureLegend.Of),
                    ]
                )),
        ];

    private static RowResult? Of(SettingResult setting, RowRole role) =>
        setting.Rows.FirstOrDefault(row => row.Role == role);

    private static Figure? Of(RowResult? row, string name) =>
        row?.Summary.FirstOrDefault(figure => figure.Name == name);
}
