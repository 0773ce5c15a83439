using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which models trials, candidates and scores wait for, and which answers of theirs they announce to read.</summary>
public sealed class MeasuringTaskTests
{
    private static readonly KeyWorld World = new();

    [Test]
    public void An_evaluation_compares_with_the_reference_everywhere_and_with_the_model_before_on_test_points_alone()
    {
        EvaluationTask task = World.Trial("few", "sisa").Evaluation;
        WeightTask[] compared = [.. task.Target.Members, .. task.Case.Reference.Members];
        WeightTask[] before = [.. task.Before!.Members];

        Assert.That(before.Except(compared), Is.Not.Empty, "shards that are trained again are others than before");
        Assert.That(task.Dependencies, Is.EqualTo(compared.Concat(before)));
        Assert.That(
            Asked(task),
            Is.EqualTo(new[] { (task.Case.Request.Train, compared), (task.Problem.Test, [.. compared, .. before]) })
        );
    }

    [Test]
    public void An_evaluation_of_a_stream_reads_the_model_after_each_answer()
    {
        EvaluationTask task = World.Trial("stream", "ascent").Evaluation;
        WeightTask[] answers = [.. task.Answers.Select(static answer => answer.Members[0])];

        Assert.That(answers, Has.Length.EqualTo(2).And.Unique, "four requests, two at a time");
        Assert.That(
            task.Dependencies,
            Is.EqualTo([.. answers, task.Case.Reference.Members[0], task.Case.Original.Members[0]])
        );
        Assert.That(Asked(task)[0].Members, Is.EqualTo([.. answers, task.Case.Reference.Members[0]]));
    }

    [Test]
    public void A_row_that_answers_no_request_reads_no_model_before()
    {
        EvaluationTask task = World.Trial("few", "null").Evaluation;
        WeightTask[] compared = [task.Target.Members[0], task.Case.Reference.Members[0]];

        Assert.That(task.Dependencies, Is.EqualTo(compared));
        Assert.That(
            Asked(task),
            Is.EqualTo(new[] { (task.Case.Request.Train, compared), (task.Problem.Test, compared) })
        );
    }

    [Test]
    public void A_candidate_is_compared_with_the_reference_on_trained_and_on_unseen_points()
    {
        var task = (CandidateTask)World.Candidate();
        WeightTask[] compared = [task.Target.Members[0], task.Case.Reference.Members[0]];

        Assert.That(task.Before!.Members, Has.Count.EqualTo(1));
        Assert.That(task.Dependencies, Is.EqualTo([.. compared, task.Before.Members[0]]));
        Assert.That(
            Asked(task),
            Is.EqualTo(new[] { (task.Case.Request.Train, compared), (task.Problem.Population, compared) })
        );
    }

    [Test]
    public void The_yardstick_of_tuning_reads_no_model_before()
    {
        CandidateTask task = World.Everything().OfType<CandidateTask>().First(static task => task.Before is null);

        Assert.That(task.Dependencies, Is.EqualTo(new[] { task.Target.Members[0], task.Case.Reference.Members[0] }));
    }

    [Test]
    public void Where_there_is_no_population_candidates_are_asked_for_test_points()
    {
        var task = (CandidateTask)(World with { Population = [] }).Candidate();

        Assert.That(task.Unseen, Is.SameAs(task.Problem.Test));
        Assert.That(task.Unseen.Ids, Is.EqualTo(Enumerable.Range(72, 24)));
    }

    [Test]
    public void Answers_that_measure_one_trial_are_not_kept_and_those_of_shadows_are()
    {
        Assert.That(World.Trial("few", "sisa").Evaluation.Outputs.Select(static one => one.Again), Is.All.False);
        Assert.That(World.Candidate().Outputs.Select(static one => one.Again), Is.All.False);
        Assert.That(World.Scoring().Outputs.Select(static one => one.Again), Is.All.True);
    }

    [Test]
    public void Scores_ask_every_shadow_for_every_point()
    {
        var task = (ScoringTask)World.Scoring();

        Assert.That(task.Shadows, Has.Count.EqualTo(4).And.Unique);
        Assert.That(task.Dependencies, Is.EqualTo(task.Shadows));
        Assert.That(task.Points.Ids, Is.EqualTo(Enumerable.Range(0, 120)));
        Assert.That(Asked(task), Is.EqualTo(new[] { (task.Points, task.Shadows.ToArray<WeightTask>()) }));
    }

    [Test]
    public void An_odd_number_of_shadows_behind_scores_is_refused() =>
        Assert.That(
            static () =>
                PlanSamples.Plan(
                    Samples.Digits with
                    {
                        Forget =
                        [
                            new Named<IForgetScenario>("memorised", new MemorisedScenario { Count = 5, Shadows = 15 }),
                        ],
                    }
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("asks for 15 shadow models; the number must be even")
        );

    private static (PointSet Points, WeightTask[] Members)[] Asked(PlanTask task) =>
        [.. task.Outputs.Select(static one => (one.Points, one.Members.ToArray()))];
}
