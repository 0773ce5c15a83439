using Unlearn.Engine.Results;
using Unlearn.Learning.Landscape;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>Curves for invented rows.</summary>
internal static class MockCurves
{
    private static readonly double[] Rates = [0.01, 0.1, 0.5, 1];

    private static bool EditsWeights(RowResult row) => row is { Role: RowRole.Method, Shards: null };

    // One of each kind, whatever the attack.
    private static IEnumerable<AttackLine> Lines(string attack, RowResult row, int index) =>
        from kind in Enum.GetValues<CurveKind>()
        let ends = new[] { 0.5, 0.52, 0.6 + (0.01 * index) }
        select new AttackLine(
            attack,
            row.Id,
            kind,
            kind == CurveKind.AccuracyByPoint ? [0, 0.5, 1] : [8, 16, 32],
            ends,
            [.. ends.Select(static end => end - 0.02)],
            [.. ends.Select(static end => end + 0.02)]
        );

    // A bowl, and a walk from its rim to its middle that leaves the plane on the way.
    private static ModelLandscape Landscape(string? row)
    {
        double[] across = [.. Enumerable.Range(-4, 9).Select(static step => step / 4.0)];
        double[] up = [.. Enumerable.Range(-2, 5).Select(static step => step / 4.0)];
        return new ModelLandscape(
            new LossMap
            {
                Across = across,
                Up = up,
                Losses = [.. from y in up from x in across select 0.01 + (x * x) + (3 * y * y)],
                Points = 500,
                Path = [new(-0.8, 0, 0, 2.3), new(-0.3, 0.2, 0.1, 0.6), new(0, 0, 0, 0.01)],
                Trained = new(0, 0, 0, 0.01),
                Retrained = new(0.05, 0.02, 0.3, 0.02),
            }
        )
        {
            Row = row,
        };
    }

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
                [
                    .. setting.Rows.Select(static row => new PhiHistogram(row.Id, [1, 2, 30, 21], [4, 20, 20, 10])
                    {
                        Outside = row.Kind == "approximate" ? 1234 : 0,
                    }),
                ]
            )
            {
                Lines =
                [
                    .. setting.Rows.SelectMany(
                        (row, index) =>
                            Lines(results.Legend.Last(static entry => entry.Attack is not null).Attack!, row, index)
                    ),
                ],
                Expected =
                [
                    .. setting
                        .Rows.Where(static row => row.Shards is not null)
                        .Select(static row => new ExpectedCost(row.Id, 1000)),
                ],
                Landscapes =
                [
                    Landscape(null),
                    .. setting.Rows.Where(EditsWeights).Select(static row => Landscape(row.Id)),
                ],
            }),
        ]);
}
