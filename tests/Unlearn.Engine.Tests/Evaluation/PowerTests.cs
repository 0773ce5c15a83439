using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>
/// Does the harness catch a method that forgets nothing, and leave retraining alone? End to end on real digits. Settings and bounds
/// were written down before their first run, whose seeds no earlier setting had used: 32 shadows and an AUC above 0.9 are the
/// project's promise; training goes on four times as long as an earlier version of this test did, so that the network knows its points by heart.
/// With 10 forgotten and 20 unseen points an AUC has a standard error of about 0.11, its mean over five seeds about 0.05: the bounds
/// for retraining leave four of them.
/// </summary>
[Category("Slow")]
public sealed class PowerTests
{
    private RunOutcome _outcome = null!;
    private TemporaryFolder _folder = null!;

    // Two points a class, two layers and many epochs: the network learns its points by heart and little beyond them.
    private static ExperimentDefinition Overfitted =>
        Samples.Digits with
        {
            Name = "overfitted",
            Seeds = new SeedPlan { Base = 20_261_124, Count = 5 },
            Datasets =
            [
                new(
                    "digits",
                    new Digits
                    {
                        Limit = 40,
                        Split = new SplitRule
                        {
                            Train = 0.5,
                            Test = 0.5,
                            Population = 0,
                        },
                    }
                ),
            ],
            Model = new Mlp { Hidden = [128, 128] },
            Training = new TrainingOptions
            {
                Epochs = 600,
                BatchSize = 16,
                LearningRate = 0.1,
                Momentum = 0.9,
            },
            Forget = [new("half", new RandomScenario { Fraction = 0.5 })],
            Shards = [1],
            Methods =
            [
                new("retrain", new Unlearn.Learning.Forgetting.Sharding.Retrain()),
                new("nothing", new NothingMethod()),
            ],
            Attacks = [new("lira", new Lira { Shadows = 32 }), new("loss-threshold", new LossThreshold())],
        };

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        _outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Overfitted, _folder["run"], _folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(_outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        foreach (RowResult row in _outcome.Results.Settings[0].Rows)
        {
            foreach (Figure figure in row.Summary.Where(static figure => figure.Name.Contains('/')))
            {
                TestContext.Out.WriteLine(
                    $"{row.Id} {figure.Name} {figure.Value} [{figure.Interval?.Lower}, {figure.Interval?.Upper}]"
                );
            }
        }
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void A_model_that_did_not_forget_is_caught()
    {
        Assert.That(Figure("nothing", "lira/auc").Value, Is.GreaterThan(0.9));
        Assert.That(Figure("nothing", "lira/auc-gap").Interval!.Lower, Is.GreaterThan(0));
        Assert.That(Figure("nothing", "lira/p-against-reference").Value, Is.LessThan(1e-4));
    }

    [Test]
    public void Retraining_is_not_caught()
    {
        foreach (string row in (string[])["reference", "null"])
        {
            Assert.That(Figure(row, "lira/auc").Value, Is.InRange(0.3, 0.7), row);
        }

        Assert.That(Figure("null", "lira/auc-gap").Value, Is.InRange(-0.2, 0.2));
        Assert.That(Figure("null", "lira/p-against-reference").Value, Is.GreaterThan(0.001));
    }

    [Test]
    public void The_same_model_as_the_reference_has_no_gap_at_all()
    {
        Assert.That(Figure("retrain", "lira/auc-gap").Value, Is.Zero);
        Assert.That(Figure("retrain", "lira/p-against-reference").Value, Is.EqualTo(1));
    }

    [Test]
    public void Retained_points_are_found_in_every_model_that_was_trained_on_them()
    {
        foreach (string row in (string[])["original", "reference", "nothing"])
        {
            Assert.That(Figure(row, "lira/retain-auc").Value, Is.GreaterThan(0.9), row);
        }
    }

    [Test]
    public void Shadow_attacks_say_what_half_the_shadows_would_have_found()
    {
        Assert.That(Figure("nothing", "lira/auc-half-shadows").Value, Is.InRange(0.8, 1.0));
        Assert.That(
            _outcome.Results.Settings[0].Rows[0].Summary.Select(static figure => figure.Name),
            Has.None.EqualTo("loss-threshold/auc-half-shadows")
        );
    }

    [Test]
    public void Scores_stay_in_the_store() =>
        Assert.That(
            File.ReadAllText(Path.Combine(_outcome.Folder, Unlearn.Engine.Output.RunFolder.ResultsFile)),
            Does.Not.Contain("\"scores\"")
        );

    private Figure Figure(string row, string name) =>
        _outcome
            .Results.Settings[0]
            .Rows.Single(found => found.Id == row)
            .Summary.Single(figure => figure.Name == name);
}
