using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Requests that arrive one after another: chains of models, each keyed on the one before.</summary>
public sealed class StreamTests
{
    private static readonly StreamScenario Six = new() { Requests = 6, Batch = 2 };

    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Forget = [new Named<IForgetScenario>("requests", Six)],
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("sisa", new Sisa { Shards = 4, Slices = 2 }),
                new Named<IUnlearningMethod>("ascent", new GradientAscent { Steps = 5 }),
            ],
            Attacks = [Samples.Digits.Attacks[0], new Named<IVerificationAttack>("u-lira", new ULira { Shadows = 8 })],
        };

    [Test]
    public async Task Every_answer_has_accuracies_and_costs_and_the_costs_add_up()
    {
        using var folder = new TemporaryFolder();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Small, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        SettingResult setting = outcome.Results.Settings[0];
        foreach (RowResult row in setting.Rows)
        {
            foreach (TrialResult trial in row.Trials)
            {
                if (row.Role != RowRole.Method)
                {
                    Assert.That(trial.Steps, Is.Null);
                    continue;
                }

                Assert.That(trial.Steps!.Select(static step => step.Forgotten), Is.EqualTo(new[] { 2, 4, 6 }));
                Assert.That(
                    trial.Steps!.Sum(static step => Value(step.Figures, CostFigures.Gradients.Name)),
                    Is.EqualTo(Value(trial.Figures, CostFigures.Gradients.Name))
                );
                Assert.That(
                    Value(trial.Steps![^1].Figures, TrialFigures.TestAccuracy.Name),
                    Is.EqualTo(Value(trial.Figures, TrialFigures.TestAccuracy.Name))
                );
                Assert.That(outcome.Timings.StepSeconds![trial.Id], Has.Count.EqualTo(3));
            }
        }

        TrialResult retrained = setting.Rows.Single(static row => row.Id == "retrain").Trials[0];
        Assert.That(
            retrained.Steps!.Select(static step => Value(step.Figures, CostFigures.PointsRetrained.Name)),
            Is.EqualTo(new[] { 358.0, 356, 354 })
        );
        Assert.That(Value(retrained.Figures, CostFigures.SpeedUp.Name), Is.EqualTo(1), "retraining is the yardstick");
    }

    [Test]
    public void Weights_are_edited_in_a_chain_and_shards_that_no_request_hit_are_kept()
    {
        ExperimentPlan plan = Plan(Small);
        PlannedTrial ascent = Trial(plan, "ascent");
        UnlearnTask[] chain = [.. ascent.Evaluation.Answers.Select(static answer => (UnlearnTask)answer.Members[0])];

        Assert.That(chain[0].Original, Is.SameAs(ascent.Case.Original.Members[0]));
        Assert.That(chain[1].Original, Is.SameAs(chain[0]));
        Assert.That(chain[2].Original, Is.SameAs(chain[1]));
        Assert.That(
            chain[2].Request.Train,
            Is.EqualTo(
                ascent.Case.Request.Train.Except(
                    new PointSet(ascent.Case.Stream!.Take(2).SelectMany(static part => part))
                )
            )
        );
        Assert.That(chain.Select(static task => task.Request.Seed).Distinct().Count(), Is.EqualTo(3));

        PlannedTrial sisa = Trial(plan, "sisa");
        RandomKeyOf(sisa, out int[] hit);
        for (int shard = 0; shard < 4; shard++)
        {
            bool same = sisa.Evaluation.Answers[0].Members[shard] == sisa.Evaluation.Before!.Members[shard];
            Assert.That(same, Is.EqualTo(!hit.Contains(shard)));
        }
    }

    [Test]
    public void After_the_stream_sisa_is_bit_for_bit_the_model_that_forgot_all_at_once()
    {
        PlannedTrial stream = Trial(Plan(Small), "sisa");
        var atOnce = new Sisa { Shards = 4, Slices = 2 };
        MemberSpec[] expected = [.. atOnce.After(stream.Case.Request).Members];

        Assert.That(
            stream.Evaluation.Target.Members.Select(static member => ((TrainTask)member).Spec),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void A_stream_of_one_answer_is_a_stream_for_methods_and_none_for_yardsticks()
    {
        ExperimentPlan plan = Plan(
            Small with
            {
                Forget = [new Named<IForgetScenario>("one", new StreamScenario { Requests = 3, Batch = 3 })],
            }
        );

        Assert.That(Trial(plan, "reference").Evaluation.Stream, Is.Null);
        Assert.That(Trial(plan, "ascent").Evaluation.Stream, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Promises_are_reported_for_every_answer_and_those_of_the_last_are_the_trial_s()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with
        {
            Model = new SoftmaxRegression(),
            Methods =
            [
                new Named<IUnlearningMethod>("certified", new CertifiedRemoval { BatchSize = 2, Epsilon = 50 }),
                new Named<IUnlearningMethod>("langevin", new Langevin { LearnSteps = 30, Steps = 5 }),
                new Named<IUnlearningMethod>("amnesiac", new Amnesiac { RepairEpochs = 1 }),
                new Named<IUnlearningMethod>("delta-grad", new DeltaGrad()),
            ],
            Attacks = [],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        foreach (TrialResult trial in Trials("certified").Concat(Trials("langevin")))
        {
            Assert.That(trial.Steps, Has.Count.EqualTo(3));
            foreach (string name in (string[])[CertificateFigures.Epsilon.Name, CertificateFigures.Delta.Name])
            {
                Assert.That(Value(trial.Figures, name), Is.EqualTo(Value(trial.Steps![^1].Figures, name)));
            }
        }

        foreach (TrialResult trial in Trials("certified"))
        {
            double[] left =
            [
                .. trial.Steps!.Select(static step => Value(step.Figures, CertificateFigures.BudgetLeft.Name)),
            ];
            Assert.That(left, Is.Ordered.Descending.And.Unique.And.All.Positive, "each answer takes of the budget");
            Assert.That(
                trial.Steps!.Select(static step => Value(step.Figures, CertificateFigures.Epsilon.Name)),
                Has.All.EqualTo(50)
            );
        }

        foreach (TrialResult trial in Trials("langevin"))
        {
            Assert.That(
                trial.Steps!.Select(static step => Value(step.Figures, CertificateFigures.Epsilon.Name)),
                Is.Ordered.Ascending.And.Unique
            );
        }

        IReadOnlyList<TrialResult> Trials(string row) =>
            outcome.Results.Settings[0].Rows.Single(found => found.Id == row).Trials;
    }

    [Test]
    public async Task A_stream_gives_the_same_bytes_for_any_number_of_workers()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with { Attacks = [] };
        byte[] one = await ExperimentRunnerTests.RunAsync(definition, folder, "one", "s1", jobs: 1);
        byte[] two = await ExperimentRunnerTests.RunAsync(definition, folder, "two", "s2", jobs: 2);

        Assert.That(two, Is.EqualTo(one));
    }

    private static void RandomKeyOf(PlannedTrial trial, out int[] hit) =>
        hit = [
            .. trial.Case.Stream![0].Select(point => SisaStages.ShardOf(trial.Case.Request.Seed, point, 4)).Distinct(),
        ];

    private static ExperimentPlan Plan(ExperimentDefinition definition) =>
        LoadedPlan.Of(definition, new DataFolders([], AppContext.BaseDirectory), []);

    private static PlannedTrial Trial(ExperimentPlan plan, string row) =>
        plan.Trials.First(trial => trial.Id.Contains($"/{row}/", StringComparison.Ordinal));

    private static double Value(IEnumerable<Verification.Evidence.Figure> figures, string name) =>
        figures.Single(figure => figure.Name == name).Value!.Value;
}
