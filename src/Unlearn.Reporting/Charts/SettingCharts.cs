using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Charts;

/// <summary>The charts of a setting, those that say most first.</summary>
internal static class SettingCharts
{
    /// <summary>Draws all that the setting has numbers for.</summary>
    public static IReadOnlyList<ReportFigure> Of(SettingReport setting) => [.. Drawn(setting).OfType<ReportFigure>()];

    private static IEnumerable<ReportFigure?> Drawn(SettingReport setting)
    {
        string id = FormattableString.Invariant($"s{setting.Number}");
        yield return Figure(
            $"{id}-utility",
            name => UtilityChart.Render(name, setting),
            $"Forgetting against use: across, how far the attack that finds most of the original is from its value on retraining; upwards, {setting.LabelOf(TrialFigures.TestAccuracy).ToLowerInvariant()}. The band is what other seeds of retraining do: what perfect forgetting looks like. Larger points cost more gradients; a cross is a broken model, wherever it stands."
        );
        yield return Figure(
            $"{id}-phi",
            name => PhiChart.Render(name, setting),
            "How sure the models of the first seed are of the right class, as phi = log p − log(1 − p): forgotten points above each line, unseen points below, as shares of their number, each row on its own scale. Where both halves mirror each other, nothing tells the points apart. Points further out than the axis are counted in its outermost bars, and under the name."
        );
        foreach (ReportFigure? figure in Roc(setting, id).Concat(Intervals(setting, id)).Concat(Shards(setting, id)))
        {
            yield return figure;
        }

        foreach (ReportFigure figure in AttackLineCharts.Of(setting, id))
        {
            yield return figure;
        }

        yield return Figure(
            $"{id}-cost",
            name => CostChart.Render(name, setting),
            "Cost against closeness: gradients to answer the request, and the largest distance over the attacks to the reference of the same seed (for scores of the same points; 0 = as retrained). The dashed line is retraining with another seed. Cheap and close is down on the left; a cross is a broken model."
        );
    }

    // A picture a method, of the attack that has most to find: all methods in one would hide each other.
    private static IEnumerable<ReportFigure?> Roc(SettingReport setting, string id)
    {
        if (setting.Attacks.Where(IsAuc).MaxBy(attack => Found(setting, attack)) is not { } attack)
        {
            yield break;
        }

        int number = 0;
        foreach (RowReport row in setting.Methods.Where(static row => row.Verdict?.Verdict != Verdict.IsReference))
        {
            yield return Figure(
                FormattableString.Invariant($"{id}-roc-{number++}"),
                name => RocChart.Render(name, setting, attack, row),
                $"{attack.Title} on {row.Title}: the share of forgotten points that are found, against the share of unseen points that are falsely accused, both logarithmic, means over seeds with 95 % bands. On the left few are accused wrongly: there an attack hurts most."
            );
        }
    }

    private static IEnumerable<ReportFigure?> Intervals(SettingReport setting, string id)
    {
        for (int index = 0; index < setting.Attacks.Count; index++)
        {
            AttackReport attack = setting.Attacks[index];
            bool isAuc = IsAuc(attack);
            yield return Figure(
                FormattableString.Invariant($"{id}-attack-{index}"),
                name =>
                    IntervalChart.Render(
                        name,
                        setting.Rows,
                        attack.Headline.Name,
                        attack.Headline.Label,
                        attack.Headline.Label + (isAuc ? " (0.5 is guessing)" : ""),
                        isAuc ? 0.5 : null
                    ),
                $"{attack.Title}: mean and 95 % interval of each row. The band is the null row's interval: what perfect forgetting looks like. To its right traces are left, to its left the points stand out as strange."
            );
        }

        foreach (FigureKind gap in new[] { TrialFigures.ForgetAccuracyGap, TrialFigures.TestAccuracyGap })
        {
            if (setting.Legend(gap) is { } legend)
            {
                yield return Figure(
                    $"{id}-{gap.Name}",
                    name =>
                        IntervalChart.Render(
                            name,
                            setting.Rows,
                            gap.Name,
                            legend.Label,
                            $"{legend.Label} (0 = as retrained)",
                            0
                        ),
                    $"{legend.Label}: {legend.Meaning}"
                );
            }
        }
    }

    private static IEnumerable<ReportFigure?> Shards(SettingReport setting, string id)
    {
        foreach (
            (FigureKind kind, bool logarithmic) in new[]
            {
                (TrialFigures.TestAccuracy, false),
                (CostFigures.Gradients, true),
            }
        )
        {
            if (setting.Legend(kind) is { } legend)
            {
                yield return Figure(
                    $"{id}-shards-{kind.Name}",
                    name => ShardChart.Render(name, setting, legend, logarithmic),
                    $"{legend.Label} against the number of shards{(logarithmic ? ", both axes logarithmic" : "")}. The dashed line is retraining{(setting.Curves?.Expected.Count > 0 && logarithmic ? "; rings are what a formula expects in the mean over all ways to divide the points" : "")}."
                );
            }
        }
    }

    private static ReportFigure? Figure(string name, Func<string, string?> draw, string caption) =>
        draw(name) is { } svg ? new ReportFigure(name, svg, caption) : null;

    private static bool IsAuc(AttackReport attack) => attack.Headline.Kind.Name == ScoreFigures.Auc.Name;

    private static double Found(SettingReport setting, AttackReport attack) =>
        setting.Find(RowRole.Original)?.Find(attack.Headline.Name)?.Value ?? 0;
}
