using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>Curves for invented rows.</summary>
internal static class MockCurves
{
    private static readonly double[] Rates = [0.01, 0.1, 0.5, 1];

    public static RunCurves Of(ExperimentResults results) =>
        new([
            .. results.Settings.Select(setting => new SettingCurves(
                Rates,
                [
                    .. from row in setting.Rows
                    from attack in results.Legend.Select(static entry => entry.Attack).OfType<string>().Distinct()
                    select new RocLine(attack, row.Id, [0.02, 0.2, 0.6, 1], [0, 0.1, 0.5, 1], [0.05, 0.3, 0.7, 1]),
                ],
                [-4, -2, 0, 2, 4],
                [.. setting.Rows.Select(static row => new PhiHistogram(row.Id, [1, 2, 30, 21], [4, 20, 20, 10]))]
            )),
        ]);
}
