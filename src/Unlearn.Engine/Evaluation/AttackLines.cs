using MathNet.Numerics.Statistics;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>The curves that attacks have drawn of their work, put together over seeds.</summary>
internal static class AttackLines
{
    /// <summary>The curves of a setting, row by row.</summary>
    public static IReadOnlyList<AttackLine> Of(PlannedSetting setting, ResultLedger ledger) =>
        [
            .. from row in setting.Rows
            from attack in row.Trials[0].Attacks.Select(static attack => attack.Name)
            let seeds = row
                .Trials.SelectMany(trial =>
                    ledger.ResultOf(trial.Attacks.First(one => one.Name == attack).Task)?.Curves ?? []
                )
                .ToArray()
            from kind in seeds.GroupBy(static curve => curve.Kind)
            select Line(attack, row.Recipe.Id, kind.Key, [.. kind]),
        ];

    private static AttackLine Line(string attack, string row, CurveKind kind, AttackCurve[] seeds)
    {
        IReadOnlyList<double> across = seeds.MaxBy(static curve => curve.Across.Count)!.Across;
        Interval[] bands = [.. across.Select((_, i) => Band([.. seeds.Select(curve => At(curve.Up, i))]))];
        return new AttackLine(
            attack,
            row,
            kind,
            across,
            [.. across.Select((_, i) => seeds.Average(curve => At(curve.Up, i)))],
            [.. bands.Select(static band => band.Lower)],
            [.. bands.Select(static band => band.Upper)]
        );
    }

    private static double At(IReadOnlyList<double> values, int index) => values[Math.Min(index, values.Count - 1)];

    private static Interval Band(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2
            ? new Interval(mean, mean, 0.95, "none")
            : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(values), values.Length);
    }
}
