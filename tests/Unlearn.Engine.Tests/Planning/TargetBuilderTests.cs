using Unlearn.Core.Components;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>The models of rows, request by request.</summary>
public sealed class TargetBuilderTests
{
    private static readonly ExperimentDefinition Streamed = Samples.Digits with
    {
        Seeds = new SeedPlan { Count = 1 },
        Forget = [new Named<IForgetScenario>("stream", new StreamScenario { Requests = 3 })],
        Attacks = [],
    };

    [Test]
    public void Edits_go_on_from_the_answer_before_with_seeds_of_their_own()
    {
        PlannedTrial trial = Trial(Streamed, "ascent");
        UnlearnTask[] answers = [.. trial.Evaluation.Answers.Select(static answer => (UnlearnTask)answer.Members[0])];
        IReadOnlyList<PointSet> parts = trial.Case.Stream!;
        ForgetRequest whole = trial.Case.Request;

        Assert.That(parts, Has.Count.EqualTo(3));
        Assert.That(
            answers.Select(static answer => answer.Original),
            Is.EqualTo(new WeightTask[] { trial.Case.Original.Members[0], answers[0], answers[1] })
        );
        Assert.That(
            answers.Select(static answer => answer.Request.Seed),
            Is.EqualTo(
                new[] { whole.Seed, whole.Seed.Derive("answer").Derive(1), whole.Seed.Derive("answer").Derive(2) }
            )
        );
        Assert.That(answers.Select(static answer => answer.Request.Forget), Is.EqualTo(parts));
        Assert.That(
            answers.Select(static answer => answer.Request.Train.Count),
            Is.EqualTo(new[] { 72, 71, 70 }),
            "a point is gone with each answer"
        );
        Assert.That(
            answers.Select(static answer => answer.Request.Before),
            Is.EqualTo(new[] { null, answers[0].Request, answers[1].Request })
        );
    }

    [Test]
    public void What_trains_again_keeps_its_seed()
    {
        PlannedTrial trial = Trial(Streamed, "retrain");

        Assert.That(
            trial.Evaluation.Answers.Select(static answer => ((TrainTask)answer.Members.Single()).Spec.Seed),
            Is.EqualTo(Enumerable.Repeat(trial.Case.Request.Seed, 3))
        );
        Assert.That(
            trial.Evaluation.Answers.Select(static answer => ((TrainTask)answer.Members[0]).Spec.Points.Count),
            Is.EqualTo(new[] { 71, 70, 69 })
        );
    }

    [TestCase("original")]
    [TestCase("reference")]
    [TestCase("null")]
    [TestCase("null (sisa-3)")]
    public void Yardsticks_answer_once(string row)
    {
        EvaluationTask evaluation = Trial(Streamed, row).Evaluation;

        Assert.That(evaluation.Answers, Has.Count.EqualTo(1));
        Assert.That(evaluation.Stream, Is.Null);
        Assert.That(Trial(Streamed, "ascent").Evaluation.Stream, Has.Count.EqualTo(3));
    }

    [Test]
    public void Before_a_request_one_retrained_model_is_the_original_wherever_that_came_from()
    {
        LearningProblem given = PlanSamples
            .Problem(Samples.Digits)
            .With(new GivenWeights("w.bin", "0f", new float[20]));
        PlannedSetting setting = new ExperimentPlanner(Samples.Digits, [given]).Build(new TrialFilter([])).Settings[0];

        Assert.That(Before("retrain").Members, Is.All.TypeOf<GivenTask>());
        Assert.That(Before("ascent").Members, Is.All.TypeOf<GivenTask>());
        Assert.That(Before("sisa-3").Members, Has.Count.EqualTo(3).And.All.TypeOf<TrainTask>());

        Target Before(string row) => setting.Rows.Single(one => one.Recipe.Id == row).Trials[0].Evaluation.Before!;
    }

    [Test]
    public void Edits_run_together_that_differ_in_what_each_member_reads_for_itself()
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Methods =
            [
                new Named<IUnlearningMethod>("slow", new GradientAscent { LearningRate = 0.001 }),
                new Named<IUnlearningMethod>("fast", new GradientAscent { LearningRate = 0.1 }),
                new Named<IUnlearningMethod>("large", new GradientAscent { LearningRate = 0.1, BatchSize = 7 }),
            ],
            Attacks = [],
        };

        Assert.That(Group("fast"), Is.EqualTo(Group("slow")));
        Assert.That(Group("large"), Is.Not.EqualTo(Group("slow")));

        string Group(string row) => ((UnlearnTask)Trial(definition, row).Evaluation.Target.Members[0]).Group;
    }

    [Test]
    public void Edits_run_apart_whose_method_takes_one_setting_for_all()
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Methods =
            [
                new Named<IUnlearningMethod>("slow", new OneForAll { Rate = 0.1 }),
                new Named<IUnlearningMethod>("fast", new OneForAll { Rate = 0.2 }),
            ],
            Attacks = [],
        };

        Assert.That(Group("fast"), Is.Not.EqualTo(Group("slow")));

        string Group(string row) => ((UnlearnTask)Trial(definition, row).Evaluation.Target.Members[0]).Group;
    }

    private static PlannedTrial Trial(ExperimentDefinition definition, string row) =>
        PlanSamples.Plan(definition).Settings[0].Rows.Single(one => one.Recipe.Id == row).Trials[0];

    /// <summary>An option that tuning searches, of a method that does not ask for each member's own.</summary>
    [UnlearningMethod("one-for-all")]
    private sealed record OneForAll : IWeightMethod
    {
        [SearchSpace(0.01, 1)]
        public double Rate { get; init; }

        public MethodKind Kind => MethodKind.Approximate;

        public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
