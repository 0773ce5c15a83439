using System.Reflection;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Probing;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Every attack that there is, on the two models whose answer is known: the untouched original, and the reference itself.</summary>
[Category("Slow")]
public sealed class VerdictTests
{
    private static readonly Type[] AttackTypes =
    [
        .. new[] { typeof(IVerificationAttack).Assembly, typeof(IModelProbe).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsDefined(typeof(VerificationAttackAttribute))),
    ];

    private ExperimentResults _results = null!;

    private static ExperimentDefinition All =>
        Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 3 },
            Training = Samples.Digits.Training with { Epochs = 25 },
            Forget =
            [
                Samples.Digits.Forget[0],
                new Named<IForgetScenario>(
                    "square",
                    new PoisonedScenario
                    {
                        Fraction = 0.15,
                        Target = 0,
                        Trigger = new Trigger { Row = 0, Column = 5 },
                    }
                ),
                new Named<IForgetScenario>("swapped", new PoisonedScenario { Fraction = 0.5, Swap = [4, 7] }),
            ],
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("nothing", new NothingMethod()),
            ],
            Attacks =
            [
                .. AttackTypes.Select(static type => new Named<IVerificationAttack>(
                    type.GetCustomAttribute<VerificationAttackAttribute>()!.Name,
                    Instance(type)
                )),
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
    public void The_references_own_bits_never_differ_from_it()
    {
        Assert.That(
            from setting in _results.Settings
            from entry in _results.Legend
            where entry.Kind.Reading != Reading.None && entry.Kind.Scale != FigureScale.Difference
            from pair in Row(setting, "reference").Trials.Zip(Row(setting, "retrain").Trials)
            let one = Find(pair.First, entry.Name)
            let other = Find(pair.Second, entry.Name)
            where one?.Value is not null && one.Value != other?.Value
            select $"{setting.Scenario}: {entry.Name} {one.Value} against {other?.Value}",
            Is.Empty
        );
        Assert.That(
            _results
                .Settings.SelectMany(static setting => setting.Verdicts)
                .Where(static verdict => verdict.Row == "retrain"),
            Is.Not.Empty.And.All.Property(nameof(RowVerdict.Verdict)).EqualTo(Verdict.IsReference)
        );
    }

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

    private static RowResult Row(SettingResult setting, string id) => setting.Rows.Single(row => row.Id == id);

    private static Figure? Find(TrialResult trial, string name) =>
        trial.Figures.FirstOrDefault(figure => figure.Name == name);

    private static IVerificationAttack Instance(Type type)
    {
        var attack = (IVerificationAttack)Activator.CreateInstance(type)!;
        if (attack is IShadowAttack { Shadows: > 0 })
        {
            type.GetProperty(nameof(IShadowAttack.Shadows))!.SetValue(attack, 8);
        }

        return attack is InterclassConfusion confusion ? confusion with { First = 4, Second = 7 } : attack;
    }
}
