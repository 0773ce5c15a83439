using Unlearn.Verification.Verdicts;
using Design = Unlearn.Verification.Tests.Calibration.SimulatedSetting.Design;
using Truth = Unlearn.Verification.Tests.Calibration.SimulatedSetting.Truth;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>How often verdicts are wrong where the truth is known. The table of docs/verdicts.md is made of these counts.</summary>
public sealed class VerdictCalibrationTests
{
    private const int Runs = 200;

    // An error that is to happen in one of twenty runs needs more of them to be counted.
    private const int BorderRuns = 1000;

    // Two retrained models agree about the points as much as was measured for LiRA where they agree least (0.8), or far less (0.15); there
    // ten seeds bring the interval into the margin (a power of 0.8).
    private static readonly Design AsMeasured = new(Seeds: 5, Forget: 100, Unseen: 300, Noise: 0.15);
    private static readonly Design AgreeLittle = new(Seeds: 5, Forget: 100, Unseen: 300, Noise: 0.7);
    private static readonly Design MoreSeeds = AgreeLittle with { Seeds = 10 };

    private static readonly Verdict[] Accusing =
    [
        Verdict.Broken,
        Verdict.TracesLeft,
        Verdict.OverForgotten,
        Verdict.Distinguishable,
        Verdict.Hidden,
    ];

    private static readonly Truth Retrained = new("another retrained model") { Probes = true };
    private static readonly Truth Ensemble = new("an exact ensemble") { IsExact = true };

    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(AsMeasured, 1);
        yield return new TestCaseData(AgreeLittle, 2);
        yield return new TestCaseData(MoreSeeds, 3).SetCategory("Slow");
    }

    private static IEnumerable<TestCaseData> Failures() =>
        from setting in Settings()
        from failure in new[]
        {
            (new Truth("the original itself", Memory: 3, Inside: 3), Verdict.TracesLeft),
            (new Truth("half of its memory left", Memory: 1.5), Verdict.TracesLeft),
            (new Truth("answers that are suppressed", Inside: 3) { Probes = true }, Verdict.Hidden),
            (new Truth("a wrecked model", Damage: 3), Verdict.Broken),
            (new Truth("points stranger than unseen ones", Memory: -2), Verdict.OverForgotten),
            (new Truth("exact in name, all of its memory left", Memory: 3) { IsExact = true }, Verdict.TracesLeft),
        }
        select Case(setting, failure.Item1, failure.Item2);

    private static TestCaseData Case(TestCaseData setting, Truth truth, Verdict expected)
    {
        var data = new TestCaseData(setting.Arguments[0], setting.Arguments[1], truth, expected);
        return setting.Properties.ContainsKey("Category") ? data.SetCategory("Slow") : data;
    }

    [TestCaseSource(nameof(Settings))]
    public void Of_200_runs_with_nothing_to_find_at_most_one_in_twenty_claims_a_difference(object design, int column)
    {
        Verdict[] verdicts = Judge((Design)design, Retrained, column);
        Assert.That(verdicts.Count(Accusing.Contains), Is.LessThanOrEqualTo(Runs / 20));
    }

    [TestCaseSource(nameof(Settings))]
    public void What_is_exact_is_contradicted_in_at_most_one_of_200_runs(object design, int column)
    {
        Verdict[] verdicts = Judge((Design)design, Ensemble, column);
        Assert.That(verdicts.Count(static verdict => verdict == Verdict.Exact), Is.GreaterThanOrEqualTo(Runs - 1));
    }

    [TestCaseSource(nameof(Settings))]
    [Category("Slow")]
    public void A_difference_as_large_as_the_margin_is_called_forgotten_in_one_of_twenty_runs(object design, int column)
    {
        double memory = ((Design)design).MemoryFor(new VerdictMargins().Auc);
        var truth = new Truth("a gap of AUC as large as the margin", memory);
        Verdict[] verdicts = Judge((Design)design, truth, column, BorderRuns);

        // At the border itself the tests are wrong as often as their level says: at most two standard errors more are counted.
        double standardError = Math.Sqrt(0.05 * 0.95 * BorderRuns);
        Assert.That(
            verdicts.Count(static verdict => verdict == Verdict.Forgotten),
            Is.LessThanOrEqualTo((0.05 * BorderRuns) + (2 * standardError))
        );
    }

    [TestCaseSource(nameof(Failures))]
    public void What_was_built_to_fail_is_named_rightly(object design, int column, object truth, Verdict expected)
    {
        Verdict[] verdicts = Judge((Design)design, (Truth)truth, column);
        Assert.That(
            verdicts.Count(verdict => verdict == expected),
            Is.GreaterThanOrEqualTo(Runs * 95 / 100),
            CalibrationTable.Counts(verdicts)
        );
    }

    [Test]
    public void Nothing_to_find_is_decided_in_half_of_the_runs_where_the_power_calculation_says_so(
        [Values(1, 3)] int column
    )
    {
        Design design = column == 1 ? AsMeasured : MoreSeeds;
        Verdict[] verdicts = Judge(design, Retrained, column);
        Assert.That(verdicts.Count(static verdict => verdict == Verdict.Forgotten), Is.GreaterThanOrEqualTo(Runs / 2));
    }

    private static Verdict[] Judge(Design design, Truth truth, int column, int runs = Runs)
    {
        Verdict[] verdicts =
        [
            .. Enumerable
                .Range(0, runs)
                .AsParallel()
                .AsOrdered()
                .WithDegreeOfParallelism(2)
                .Select(run => new SimulatedSetting(design, run).Judge(truth).Verdict),
        ];
        CalibrationTable.Check(truth.Name, column, verdicts);
        return verdicts;
    }
}
