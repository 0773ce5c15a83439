using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Probing;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Methods that train their own originals: what they start from, what they are measured against, what they report.</summary>
public sealed class OwnTrainingTests
{
    private static readonly CertifiedRemoval Certified = new() { Epsilon = 0.5 };

    private static readonly ExperimentDefinition Definition = Samples.Digits with
    {
        Model = new SoftmaxRegression(),
        Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Fraction = 0.02 })],
        Shards = [],
        Methods =
        [
            new Named<IUnlearningMethod>("retrain", new Retrain()),
            new Named<IUnlearningMethod>("certified", Certified),
            new Named<IUnlearningMethod>("langevin", new Langevin { LearnSteps = 40, Steps = 20 }),
        ],
        Attacks =
        [
            new Named<IVerificationAttack>("loss-threshold", new LossThreshold()),
            new Named<IVerificationAttack>("weight-distance", new WeightDistanceProbe()),
        ],
    };

    [Test]
    public void The_plan_gives_such_a_row_its_own_original_and_reference_and_shares_them_over_its_trials()
    {
        ExperimentPlan plan = LoadedPlan.Of(Definition, new DataFolders([], AppContext.BaseDirectory), []);
        PlannedRow row = plan.Settings[0].Rows.Single(static row => row.Recipe.Id == "certified");
        PlannedRow retrain = plan.Settings[0].Rows.Single(static row => row.Recipe.Id == "retrain");
        foreach ((PlannedTrial trial, PlannedTrial ordinary) in row.Trials.Zip(retrain.Trials))
        {
            var unlearn = (UnlearnTask)trial.Evaluation.Target.Members[0];
            var before = (MethodTrainTask)trial.Evaluation.Before!.Members[0];
            var reference = (MethodTrainTask)trial.Evaluation.Case.Reference.Members[0];
            Assert.That(unlearn.Original, Is.SameAs(before));
            Assert.That(before.Spec.Points, Is.EqualTo(trial.Case.Request.Train));
            Assert.That(reference.Spec.Points, Is.EqualTo(trial.Case.Request.Retain));
            Assert.That(reference.Spec.Seed, Is.EqualTo(before.Spec.Seed));
            Assert.That(reference.Method, Is.EqualTo(Certified));
            Assert.That(
                trial.ReferenceAttacks.Select(static a => a.Task.Targets.Target.Members[0]),
                Has.All.SameAs(reference)
            );
            Assert.That(ordinary.Case.Reference.Members[0], Is.InstanceOf<TrainTask>());
            Assert.That(ordinary.ReferenceAttacks, Is.Empty);
        }

        Assert.That(plan.VerificationMembers.OfType<MethodTrainTask>(), Is.SubsetOf(plan.Tasks));
    }

    [Test]
    public async Task Guarantees_reach_the_results_and_come_back_from_the_store()
    {
        using var folder = new TemporaryFolder();
        byte[] first = await ExperimentRunnerTests.RunAsync(Definition, folder, "one", "store", jobs: 2);
        var events = new EventList();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Definition, folder["two"], folder["store"]),
            events,
            CancellationToken.None
        );
        byte[] alone = await ExperimentRunnerTests.RunAsync(Definition, folder, "three", "store-three", jobs: 1);

        Assert.That(outcome.Failed.Select(static trial => trial.Reason), Is.Empty);
        Assert.That(events.Started(), Is.Zero);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, "results.json")), Is.EqualTo(first));
        Assert.That(alone, Is.EqualTo(first));
        IReadOnlyList<RowResult> rows = outcome.Results.Settings[0].Rows;
        RowResult certified = rows.Single(static row => row.Id == "certified");
        Assert.That(certified.OwnReference, Is.True);
        Assert.That(rows.Single(static row => row.Id == "retrain").OwnReference, Is.False);
        foreach (TrialResult trial in certified.Trials)
        {
            Assert.That(Value(trial, CertificateFigures.Epsilon.Name), Is.EqualTo(0.5));
            Assert.That(Value(trial, CertificateFigures.BudgetLeft.Name), Is.GreaterThanOrEqualTo(0.0));
            Assert.That(Value(trial, CertificateFigures.Retrainings.Name), Is.GreaterThanOrEqualTo(0.0));
            Assert.That(Value(trial, CostFigures.SpeedUp.Name), Is.GreaterThan(0.0));
        }

        RowResult langevin = rows.Single(static row => row.Id == "langevin");
        Assert.That(
            langevin.Trials.Select(static trial => Value(trial, CertificateFigures.Epsilon.Name)),
            Has.All.Positive
        );
    }

    [Test]
    public async Task A_request_that_is_answered_by_retraining_alone_has_no_gap_to_its_own_reference()
    {
        // One huge step that no budget holds: the model is trained again, and only its fresh noise differs from the reference's.
        ExperimentDefinition definition = Definition with
        {
            Methods =
            [
                new Named<IUnlearningMethod>(
                    "certified",
                    new CertifiedRemoval
                    {
                        BatchSize = 1000,
                        Epsilon = 1e-6,
                        Sigma = 1e-6,
                    }
                ),
            ],
        };
        using var folder = new TemporaryFolder();

        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

        foreach (TrialResult trial in outcome.Results.Settings[0].Rows[^1].Trials)
        {
            Assert.That(Value(trial, CertificateFigures.Retrainings.Name), Is.EqualTo(1.0));
            Assert.That(Value(trial, TrialFigures.ForgetOutputGap.Name), Is.LessThan(1e-4));
            Assert.That(Value(trial, TrialFigures.RetainAccuracyGap.Name), Is.Zero);
            Assert.That(Value(trial, $"loss-threshold/{AttackFigures.AucGap.Name}"), Is.Zero.Within(1e-3));
        }
    }

    private static double? Value(TrialResult trial, string name) =>
        trial.Figures.Single(figure => figure.Name == name).Value;
}
