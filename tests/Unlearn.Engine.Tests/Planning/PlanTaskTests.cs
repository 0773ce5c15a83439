using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What tasks of every kind say of themselves, and whom they ask to compute them.</summary>
public sealed class PlanTaskTests
{
    private static readonly PlanTask[] Everything = [.. new KeyWorld().Everything()];

    [Test]
    public void A_group_is_described_as_one_or_as_many()
    {
        Assert.That(Words(First<TrainTask>("shadow")), Is.EqualTo(("shadow model", "shadow models")));
        Assert.That(
            Words(First<GivenTask>("original")),
            Is.EqualTo(("original model from weights.safetensors", "original models from weights.safetensors"))
        );
        Assert.That(
            Words(Everything.OfType<UnlearnTask>().First(static task => task.Row == "scrub")),
            Is.EqualTo(("model unlearned by scrub", "models unlearned by scrub"))
        );
        Assert.That(Words(First<EvaluationTask>("evaluate")), Is.EqualTo(("trial evaluated", "trials evaluated")));
        Assert.That(
            Words(First<CandidateTask>("tune")),
            Is.EqualTo(("candidate of tuning measured", "candidates of tuning measured"))
        );
        Assert.That(
            Words(First<ScoringTask>("score")),
            Is.EqualTo(("dataset scored by shadow models", "datasets scored by shadow models"))
        );
        Assert.That(Words(First<LandscapeTask>("landscape")), Is.EqualTo(("map of loss drawn", "maps of loss drawn")));
        Assert.That(
            Words(Everything.OfType<AttackTask>().First(static task => task.Name == "zrf")),
            Is.EqualTo(("trial attacked by zrf", "trials attacked by zrf"))
        );

        static (string One, string Many) Words(PlanTask task) => (task.Describe([task]), task.Describe([task, task]));
    }

    [Test]
    public void Rows_that_run_together_are_described_by_their_method_and_the_number_of_its_settings()
    {
        UnlearnTask[] group =
        [
            .. PlanSamples
                .Plan(
                    Samples.Digits with
                    {
                        Forget = [Samples.Digits.Forget[0]],
                        Methods =
                        [
                            new Named<IUnlearningMethod>("slow", new GradientAscent { LearningRate = 0.001 }),
                            new Named<IUnlearningMethod>("fast", new GradientAscent { LearningRate = 0.1 }),
                        ],
                        Attacks = [],
                    }
                )
                .Tasks.OfType<UnlearnTask>(),
        ];

        Assert.That(group, Has.Length.EqualTo(4), "two seeds of each");
        Assert.That(group[0].Describe(group), Is.EqualTo("models unlearned by 2 settings of gradient-ascent"));
    }

    [Test]
    public void Trainings_and_edits_run_as_stacks_and_what_reads_models_one_by_one()
    {
        Assert.That(First<TrainTask>("original").IsStacked, Is.True);
        Assert.That(First<UnlearnTask>("unlearn").IsStacked, Is.True);
        Assert.That(First<GivenTask>("original").IsStacked, Is.False);
        Assert.That(First<EvaluationTask>("evaluate").IsStacked, Is.False);
        Assert.That(First<AttackTask>("attack").IsStacked, Is.False);
    }

    [Test]
    public void Every_kind_asks_for_the_work_of_its_kind()
    {
        Assert.That(Work<TrainTask>("shadow"), Is.EqualTo("train"));
        Assert.That(Work<MethodTrainTask>("reference"), Is.EqualTo("train by its own rule"));
        Assert.That(Work<GivenTask>("original"), Is.EqualTo("take"));
        Assert.That(Work<UnlearnTask>("unlearn"), Is.EqualTo("unlearn"));
        Assert.That(Work<EvaluationTask>("evaluate"), Is.EqualTo("evaluate"));
        Assert.That(Work<CandidateTask>("tune"), Is.EqualTo("measure a candidate"));
        Assert.That(Work<ScoringTask>("score"), Is.EqualTo("score"));
        Assert.That(Work<LandscapeTask>("landscape"), Is.EqualTo("map"));
        Assert.That(Work<AttackTask>("attack"), Is.EqualTo("attack"));

        static string Work<T>(string kind)
            where T : PlanTask
        {
            T task = First<T>(kind);
            var computer = new TaskRecorder();

            Assert.That(task.Compute(computer, [task]), Is.Empty, "nothing is to be computed again");
            Assert.That(computer.Asked, Has.Count.EqualTo(1));
            Assert.That(computer.Asked[0].Task, Is.SameAs(task));
            return computer.Asked[0].Work;
        }
    }

    [Test]
    public void A_stack_is_asked_for_as_a_whole_and_says_which_of_it_is_to_be_computed_again()
    {
        TrainTask[] trained = [.. Everything.OfType<TrainTask>().Take(3)];
        UnlearnTask[] unlearned = [.. Everything.OfType<UnlearnTask>().Take(2)];
        var computer = new TaskRecorder { Again = [unlearned[1]] };

        Assert.That(trained[0].Compute(computer, trained), Is.Empty);
        Assert.That(unlearned[0].Compute(computer, unlearned), Is.EqualTo(new[] { unlearned[1] }));
        Assert.That(computer.Asked.Select(static asked => asked.Task), Is.EqualTo(trained.Concat<PlanTask>(unlearned)));
    }

    [Test]
    public void A_training_by_a_methods_own_rule_is_named_by_the_row_that_asked_for_it()
    {
        MethodTrainTask task = First<MethodTrainTask>("reference");

        Assert.That(task.Method, Is.TypeOf<Langevin>());
        Assert.That(task.AskedBy, Is.EqualTo("langevin"));
        Assert.That(task.Group, Is.EqualTo("reference of langevin"));
    }

    [Test]
    public void A_map_of_loss_reads_both_models_and_the_answer_that_it_shows()
    {
        LandscapeTask training = Everything.OfType<LandscapeTask>().First(static map => map.Row is null);
        LandscapeTask answer = Everything.OfType<LandscapeTask>().First(static map => map.Row == "ascent");

        Assert.That(training.Dependencies, Is.EqualTo(new PlanTask[] { training.Original, training.Reference }));
        Assert.That(
            answer.Dependencies,
            Is.EqualTo(new PlanTask[] { answer.Original, answer.Reference, answer.Answer! })
        );
    }

    private static T First<T>(string kind)
        where T : PlanTask => Everything.OfType<T>().First(task => task.Kind == kind);
}
