using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Curves of attacks over two seeds, by hand.</summary>
public sealed class AttackLinesTests
{
    /// <summary>The 0.975 quantile of Student's t with one degree of freedom (tables).</summary>
    private const double Quantile = 12.706204736174698;

    [Test]
    public void Lines_are_means_over_seeds_with_students_bands()
    {
        using var folder = new TemporaryFolder();
        var store = new ResultStore(folder["store"], Assert.Fail);
        var ledger = new ResultLedger(store, new WeightSource(store, 1_000_000), Assert.Fail);
        PlannedSetting setting = PlanSamples
            .Plan(Samples.Digits with { Attacks = [new Named<IVerificationAttack>("loss", new LossThreshold())] })
            .Settings[0];
        PlannedRow row = setting.Rows.Single(static row => row.Recipe.Id == "ascent");
        Keep(0, new AttackCurve(CurveKind.Relearning, [0, 1, 2], [1, 3, 5]));
        Keep(
            1,
            new AttackCurve(CurveKind.ByShadows, [4], [0.5]),
            new AttackCurve(CurveKind.Relearning, [0, 1], [2, 4])
        );

        IReadOnlyList<AttackLine> lines = AttackLines.Of(setting, ledger);

        Assert.That(
            lines.Select(static line => (line.Attack, line.Row, line.Kind)),
            Is.EqualTo(new[] { ("loss", "ascent", CurveKind.Relearning), ("loss", "ascent", CurveKind.ByShadows) })
        );

        // The shorter curve stays where it ended. Values one apart deviate by sqrt(1/2): half-width t/2.
        Assert.That(lines[0].Across, Is.EqualTo(new[] { 0.0, 1.0, 2.0 }));
        Assert.That(lines[0].Up, Is.EqualTo(new[] { 1.5, 3.5, 4.5 }));
        double[] middle = [1.5, 3.5, 4.5];
        Assert.That(lines[0].Lower, Is.EqualTo(middle.Select(static value => value - (Quantile / 2))).Within(1e-9));
        Assert.That(lines[0].Higher, Is.EqualTo(middle.Select(static value => value + (Quantile / 2))).Within(1e-9));

        Assert.That(lines[1].Up, Is.EqualTo(new[] { 0.5 }));
        Assert.That(lines[1].Lower, Is.EqualTo(new[] { 0.5 }), "one seed has no band");
        Assert.That(lines[1].Higher, Is.EqualTo(new[] { 0.5 }));

        void Keep(int seed, params AttackCurve[] curves) =>
            ledger.Keep(row.Trials[seed].Attacks[0].Task, new MeasureResult([]) { Curves = curves }, 0.0);
    }
}
