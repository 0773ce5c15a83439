using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Planted;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Training data that really are poisoned, and the attacks that look for what was planted.</summary>
public sealed class PoisonedTests
{
    private static readonly Named<IForgetScenario> Square = new(
        "square",
        new PoisonedScenario
        {
            Fraction = 0.15,
            Target = "0",
            Trigger = new Trigger { Row = 0, Column = 5 },
        }
    );

    private static readonly Named<IForgetScenario> Swapped = new(
        "swapped",
        new PoisonedScenario { Fraction = 0.5, Swap = ["4", "7"] }
    );

    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Training = Samples.Digits.Training with { Epochs = 25 },
            Forget = [Square, Swapped, Samples.Digits.Forget[0]],
            Shards = [],
            Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())],
            Attacks =
            [
                .. Samples.Digits.Attacks,
                new("backdoor", new Backdoor()),
                new("confusion", new InterclassConfusion { First = "7", Second = "4" }),
                new("exposure", new Exposure()),
            ],
        };

    [Test]
    public async Task A_backdoor_and_swapped_labels_are_learned_and_gone_after_retraining()
    {
        using var folder = new TemporaryFolder();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Small, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        SettingResult square = outcome.Results.Settings[0];
        SettingResult swapped = outcome.Results.Settings[1];
        SettingResult random = outcome.Results.Settings[2];
        Assert.Multiple(() =>
        {
            Assert.That(Value(square, "original", "backdoor/hit-rate"), Is.GreaterThan(0.7));
            Assert.That(Value(square, "original", "backdoor/deleted"), Is.Zero);
            Assert.That(Value(square, "retrain", "backdoor/hit-rate"), Is.LessThan(0.2));
            Assert.That(Value(square, "retrain", "backdoor/deleted"), Is.EqualTo(1));
            Assert.That(Value(square, "original", "backdoor/control-hit-rate"), Is.LessThan(0.4));
            Assert.That(
                Value(swapped, "original", "confusion/confusion-error-forget"),
                Is.GreaterThan(Value(swapped, "retrain", "confusion/confusion-error-forget") + 0.3)
            );
            Assert.That(
                Value(swapped, "original", "exposure/exposure-mean"),
                Is.GreaterThan(Value(swapped, "retrain", "exposure/exposure-mean"))
            );
            Assert.That(Names(square), Has.None.StartsWith("confusion/").And.Member("lira/auc"));
            Assert.That(Names(swapped), Has.None.StartsWith("backdoor/").And.Member("lira/auc"));
            Assert.That(Names(random), Has.None.StartsWith("backdoor/").And.None.StartsWith("confusion/"));
            Assert.That(square.TrainPoints, Is.EqualTo(random.TrainPoints));
        });
    }

    [Test]
    public void Clean_scenarios_keep_their_models_beside_poisoned_ones()
    {
        ExperimentPlan both = Plan(Small with { Attacks = [] });
        ExperimentPlan clean = Plan(Small with { Attacks = [], Forget = [Small.Forget[2]] });

        Assert.That(
            clean.Tasks.Select(static task => task.Key),
            Is.SubsetOf(both.Tasks.Select(static task => task.Key))
        );
    }

    [Test]
    public void An_attack_that_no_scenario_serves_is_refused_with_what_would()
    {
        Assert.That(
            () => Plan(Small with { Forget = [Swapped] }),
            Throws.TypeOf<InputException>().With.Message.Contains("'backdoor' finds nothing to look at")
        );
        Assert.That(
            () =>
                Plan(
                    Small with
                    {
                        Forget = [Swapped],
                        Attacks = [new Named<IVerificationAttack>("ic", new InterclassConfusion())],
                    }
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("`first: 4` and `second: 7`")
        );
    }

    [Test]
    public void Weights_from_a_file_were_not_trained_on_what_is_planted()
    {
        using var folder = new TemporaryFolder();
        Network network = new Mlp { Hidden = [16] }.Bind([64], 10);
        using ParameterStack stack = Learning.Optimisation.StackTrainer.Initialise(network, [new(1)]);
        Learning.Models.Weights.WeightFile.Save(network, stack, 0, folder["w.safetensors"]);

        Assert.That(
            () =>
                Plan(
                    Small with
                    {
                        Model = new Mlp { Hidden = [16], Weights = folder["w.safetensors"] },
                    }
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("must be trained on them here")
        );
    }

    private static ExperimentPlan Plan(ExperimentDefinition definition) =>
        LoadedPlan.Of(definition, new DataFolders([], AppContext.BaseDirectory), []);

    private static IEnumerable<string> Names(SettingResult setting) =>
        setting.Rows.SelectMany(static row => row.Summary).Select(static figure => figure.Name).Distinct();

    private static double Value(SettingResult setting, string row, string figure) =>
        setting.Rows.Single(found => found.Id == row).Summary.Single(found => found.Name == figure).Value!.Value;
}
