using Unlearn.Verification.Verdicts;
using Truth = Unlearn.Verification.Tests.Calibration.SimulatedSetting.Truth;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>How often verdicts are wrong where the truth is known; docs/verdicts.md has the numbers.</summary>
public sealed class VerdictCalibrationTests
{
    private const int Runs = 200;
    private static readonly Verdict[] Accusing =
    [
        Verdict.Broken,
        Verdict.TracesLeft,
        Verdict.OverForgotten,
        Verdict.Distinguishable,
        Verdict.Hidden,
    ];

    [Test]
    public void Of_200_runs_with_nothing_to_find_at_most_one_in_twenty_claims_a_difference()
    {
        Verdict[] verdicts = Judge(new Truth("retrained-again"), probes: true);
        TestContext.Out.WriteLine(Counts(verdicts));
        Assert.That(verdicts.Count(Accusing.Contains), Is.LessThanOrEqualTo(Runs / 20));

        // Five seeds of a hundred points bound every gap by the margin in some runs only; the others say what would decide.
        Assert.That(verdicts.Count(static verdict => verdict == Verdict.Forgotten), Is.GreaterThanOrEqualTo(Runs / 20));
    }

    [Test]
    public void The_identity_leaves_traces() =>
        Named(new Truth("identity", Memory: 3, Inside: 3), Verdict.TracesLeft, probes: false);

    [Test]
    public void Suppressed_answers_are_hidden() =>
        Named(new Truth("suppressed", Memory: 0, Inside: 3), Verdict.Hidden, probes: true);

    [Test]
    public void A_wrecked_model_is_broken() => Named(new Truth("wrecked", Damage: 3), Verdict.Broken, probes: false);

    [Test]
    public void Over_forgetting_is_named() =>
        Named(new Truth("over", Memory: -2), Verdict.OverForgotten, probes: false);

    [Test]
    public void Half_of_the_memory_leaves_traces() =>
        Named(new Truth("half", Memory: 1.5), Verdict.TracesLeft, probes: false);

    private static void Named(Truth truth, Verdict expected, bool probes)
    {
        Verdict[] verdicts = Judge(truth, probes);
        TestContext.Out.WriteLine(Counts(verdicts));
        Assert.That(verdicts.Count(verdict => verdict == expected), Is.GreaterThanOrEqualTo(Runs * 95 / 100));
    }

    private static Verdict[] Judge(Truth truth, bool probes) =>
        [
            .. Enumerable
                .Range(0, Runs)
                .AsParallel()
                .AsOrdered()
                .WithDegreeOfParallelism(2)
                .Select(run => new SimulatedSetting(run).Judge(truth, probes).Verdict),
        ];

    private static string Counts(Verdict[] verdicts) =>
        string.Join(
            ", ",
            verdicts
                .GroupBy(static verdict => verdict)
                .OrderBy(static group => group.Key)
                .Select(static group => $"{group.Count()} {VerdictText.Label(group.Key)}")
        );
}
