using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>What figures are drawn from agrees with what tables say.</summary>
public sealed class CurveAssemblerTests
{
    private static readonly Progress<RunEvent> Silent = new();

    [Test]
    public async Task Curves_are_those_of_the_tables_and_do_not_depend_on_workers()
    {
        using var folder = new TemporaryFolder();
        string one = Path.Combine(folder.Path, "one");
        string two = Path.Combine(folder.Path, "two");
        var runner = new ExperimentRunner();
        RunOutcome outcome = await runner.RunAsync(
            Samples.Request(Samples.Digits, one, Path.Combine(folder.Path, "store-1"), jobs: 1),
            Silent,
            CancellationToken.None
        );
        await runner.RunAsync(
            Samples.Request(Samples.Digits, two, Path.Combine(folder.Path, "store-2")),
            Silent,
            CancellationToken.None
        );
        RunCurves curves = new RunFolder(one).ReadCurves()!;
        SettingResult setting = outcome.Results.Settings[0];
        SettingCurves own = curves.Settings[0];

        Assert.Multiple(() =>
        {
            Assert.That(
                File.ReadAllBytes(Path.Combine(two, RunFolder.CurvesFile)),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(one, RunFolder.CurvesFile)))
            );
            Assert.That(own.Roc, Has.Count.EqualTo(2 * setting.Rows.Count), "each attack on each row");
            foreach (RocLine line in own.Roc)
            {
                Assert.That(line.Rates, Is.Ordered.And.All.InRange(0, 1));
                Assert.That(line.Rates[^1], Is.EqualTo(1).Within(1e-12));
                Assert.That(line.Rates.Zip(line.Lower).All(static pair => pair.Second <= pair.First + 1e-12));
                Assert.That(line.Rates.Zip(line.Upper).All(static pair => pair.Second >= pair.First - 1e-12));
            }

            foreach (PhiHistogram histogram in own.Phi)
            {
                Assert.That(histogram.Forget.Sum(), Is.EqualTo(setting.ForgetPoints), histogram.Row);
                Assert.That(histogram.Forget, Has.Count.EqualTo(own.Edges.Count - 1));
            }

            RowResult original = setting.Rows[0];
            AttackLine shadows = own.Lines.Single(static line => line is { Attack: "lira", Row: "original" });
            Assert.That(shadows.Kind, Is.EqualTo(CurveKind.ByShadows));
            Assert.That(shadows.Across, Is.EqualTo(new[] { 4.0, 8.0 }));
            Assert.That(shadows.Up[1], Is.EqualTo(Mean(original, "lira/auc")).Within(1e-12));
            Assert.That(shadows.Up[0], Is.EqualTo(Mean(original, "lira/auc-half-shadows")).Within(1e-12));
            Assert.That(shadows.Lower[1], Is.LessThan(shadows.Up[1]));

            // Every point of one shard: the formula has no chance in it.
            Assert.That(
                own.Expected.Single(static one => one.Row.EndsWith("-1", StringComparison.Ordinal)).Gradients,
                Is.GreaterThan(0)
            );
            Assert.That(own.Expected.Select(static one => one.Row), Does.Contain("sisa-3"));

            // The methods that retrain have the reference's model, and so its histogram.
            Assert.That(
                own.Phi.Single(static one => one.Row == "retrain").Forget,
                Is.EqualTo(own.Phi.Single(static one => one.Row == "reference").Forget)
            );
        });
    }

    private static double Mean(RowResult row, string figure) =>
        row.Summary.Single(one => one.Name == figure).Value!.Value;

    [Test]
    public async Task The_area_under_a_curve_is_the_table_s()
    {
        using var folder = new TemporaryFolder();
        string run = Path.Combine(folder.Path, "run");
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Samples.Digits, run, Path.Combine(folder.Path, "store")),
            Silent,
            CancellationToken.None
        );
        SettingCurves own = new RunFolder(run).ReadCurves()!.Settings[0];
        RocLine line = own.Roc.Single(static line => line is { Attack: "lira", Row: "original" });

        // The area under the curve of means, by the trapezoid rule on coarse rates, lies near the mean of the areas.
        double area = own.Rates[0] * line.Rates[0] / 2;
        for (int i = 1; i < own.Rates.Count; i++)
        {
            area += (own.Rates[i] - own.Rates[i - 1]) * (line.Rates[i] + line.Rates[i - 1]) / 2;
        }

        double expected = outcome
            .Results.Settings[0]
            .Rows.Single(static row => row.Id == "original")
            .Summary.Single(static figure => figure.Name == "lira/auc")
            .Value!.Value;
        Assert.That(area, Is.EqualTo(expected).Within(0.05));
    }

    [Test]
    public async Task A_wrecked_model_does_not_squeeze_the_others_into_a_few_bins()
    {
        using var folder = new TemporaryFolder();
        string run = Path.Combine(folder.Path, "run");
        ExperimentDefinition wrecked = Samples.Digits with
        {
            Forget = [Samples.Digits.Forget[0]],
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>(
                    "ascent",
                    new GradientAscent
                    {
                        LearningRate = 1,
                        Steps = 20,
                        TargetLoss = 1000,
                    }
                ),
            ],
            Attacks = [],
        };
        await new ExperimentRunner().RunAsync(
            Samples.Request(wrecked, run, Path.Combine(folder.Path, "store")),
            Silent,
            CancellationToken.None
        );
        SettingCurves own = new RunFolder(run).ReadCurves()!.Settings[0];
        PhiHistogram Of(string row) => own.Phi.Single(one => one.Row == row);

        Assert.Multiple(() =>
        {
            Assert.That(Of("original").Outside, Is.Zero);
            Assert.That(Of("reference").Outside, Is.Zero);
            Assert.That(Of("ascent").Outside, Is.GreaterThan(Of("ascent").Forget.Sum() / 2));

            // The original alone fills two thirds of the bins: from its first to its last.
            int[] filled =
            [
                .. Enumerable
                    .Range(0, own.Edges.Count - 1)
                    .Where(bin => Of("original").Unseen[bin] + Of("original").Forget[bin] > 0),
            ];
            Assert.That(filled[^1] - filled[0], Is.GreaterThan(own.Edges.Count / 2));
        });
    }
}
