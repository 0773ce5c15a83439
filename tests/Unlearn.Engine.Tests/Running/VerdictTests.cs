using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Versions;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Every attack that there is, on the two models whose answer is known: the untouched original, and the reference itself.</summary>
[Category("Slow")]
public sealed class VerdictTests
{
    private ExperimentResults _results = null!;

    private static ExperimentDefinition All =>
        Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 3 },
            Training = Samples.Digits.Training with { Epochs = 25 },
            Forget =
            [
                .. ReferenceRuns
                    .Attacked.Take(3)
                    .Select(static (scenario, i) => new Named<IForgetScenario>($"forget-{i}", scenario)),
            ],
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("copied", new CopiedReference()),
                new Named<IUnlearningMethod>("nothing", new NothingMethod()),
            ],
            Attacks =
            [
                .. ReferenceRuns
                    .Components<IVerificationAttack>()
                    .Where(static attack => !ReferenceRuns.LooksAtTokens(attack))
                    .Select(static attack => new Named<IVerificationAttack>(ReferenceRuns.NameOf(attack), attack)),
            ],
        };

    [OneTimeSetUp]
    public async Task RunThemAll()
    {
        using var folder = new TemporaryFolder();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(All, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        _results = outcome.Results;
    }

    [Test]
    public void The_untouched_original_is_never_over_forgotten() =>
        Assert.That(
            from setting in _results.Settings
            from verdict in setting.Verdicts
            where verdict.Row is "original" or "nothing"
            from judged in verdict.Evidence
            where judged.Finding == Finding.OverForgotten
            select $"{setting.Scenario}, {verdict.Row}: {judged.Sentence}",
            Is.Empty
        );

    [Test]
    public void The_untouched_original_is_found_where_something_is_planted() =>
        Assert.That(
            _results.Settings[1].Verdicts.Select(static verdict => (verdict.Row, verdict.Verdict)),
            Is.SupersetOf(new[] { ("original", Verdict.TracesLeft), ("nothing", Verdict.TracesLeft) })
        );

    [Test]
    public void The_references_own_bits_never_differ_from_it() =>
        Assert.That(
            from setting in _results.Settings
            from verdict in setting.Verdicts
            where verdict.Row == "copied"
            from judged in verdict.Evidence
            where judged.Finding is Finding.TracesLeft or Finding.OverForgotten or Finding.Distinguishable
            select $"{setting.Scenario}: {judged.Sentence}",
            Is.Empty
        );

    [Test]
    public void Retraining_is_the_reference() =>
        Assert.That(
            _results
                .Settings.SelectMany(static setting => setting.Verdicts)
                .Where(static verdict => verdict.Row == "retrain"),
            Is.Not.Empty.And.All.Property(nameof(RowVerdict.Verdict)).EqualTo(Verdict.IsReference)
        );

    [Test]
    public void Every_attack_is_evidence_somewhere_or_says_nothing_about_forgetting() =>
        Assert.That(
            All.Attacks.Where(static attack => attack.Value.Kinds[0].Reading != Reading.None)
                .Select(static attack => attack.Name)
                .Except(
                    _results
                        .Settings.SelectMany(static setting => setting.Verdicts)
                        .SelectMany(static verdict => verdict.Evidence)
                        .Select(static judged => judged.Attack)
                ),
            Is.Empty
        );

    [Test]
    public void Every_figure_has_a_meaning_of_its_own() =>
        Assert.That(
            _results.Legend.Select(static entry => entry.Kind.Meaning),
            Has.All.Length.GreaterThan(10).And.All.EndsWith(".")
        );
}
