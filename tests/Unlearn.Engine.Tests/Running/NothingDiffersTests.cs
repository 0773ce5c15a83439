using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Versions;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Running;

/// <summary>A method that gives the reference's own bits is not told from it by any attack.</summary>
public sealed class NothingDiffersTests
{
    [Test]
    public async Task Every_figure_of_the_references_own_bits_is_the_references()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Base = 7, Count = 1 },
            Datasets = [new Named<Learning.Data.IDatasetSource>("digits", new Digits { Limit = 300 })],
            Training = new TrainingOptions { Epochs = 4, BatchSize = 32 },
            Forget =
            [
                .. ReferenceRuns.Attacked.Select(
                    static (scenario, i) => new Named<IForgetScenario>($"forget-{i}", scenario)
                ),
            ],
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("copied", new CopiedReference()),
            ],
            Attacks =
            [
                .. ReferenceRuns
                    .Components<IVerificationAttack>()
                    .Where(static attack => !ReferenceRuns.LooksAtTokens(attack))
                    .Select(static attack => new Named<IVerificationAttack>(ReferenceRuns.NameOf(attack), attack)),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        foreach (SettingResult setting in outcome.Results.Settings)
        {
            TrialResult reference = Row(setting, "reference").Trials[0];
            foreach (string method in (string[])["retrain", "copied"])
            {
                TrialResult trial = Row(setting, method).Trials[0];
                string[] attacks = [.. trial.Figures.Where(static figure => figure.Name.Contains('/')).Select(Text)];
                Assert.That(attacks, Is.Not.Empty);
                Assert.That(
                    attacks,
                    Is.SubsetOf(reference.Figures.Select(Text)),
                    $"{setting.Scenario}: {method} gives the reference's bits, and an attack sees a difference"
                );
                Assert.That(
                    trial.Figures.Where(static figure => figure.Name.EndsWith("/auc-gap", StringComparison.Ordinal)),
                    Has.All.Property(nameof(Figure.Value)).Null.Or.All.Property(nameof(Figure.Value)).Zero
                );
            }
        }

        static RowResult Row(SettingResult setting, string id) => setting.Rows.Single(row => row.Id == id);
        static string Text(Figure figure) => $"{figure.Name} = {figure.Value:R} {figure.NotResolvable}";
    }
}
