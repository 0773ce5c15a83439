using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which maps of loss a setting has.</summary>
public sealed class LandscapePlannerTests
{
    [Test]
    public void The_training_has_a_map_and_every_method_that_edits_its_weights()
    {
        PlannedSetting setting = Setting(PlanSamples.Problem(Samples.Digits));
        IReadOnlyList<LandscapeTask> maps = LandscapePlanner.Of(setting, new TaskRegistry());
        PlannedTrial ascent = setting.Rows.Single(static row => row.Recipe.Id == "ascent").Trials[0];
        ForgetCase one = ascent.Case;

        Assert.That(maps.Select(static map => map.Row), Is.EqualTo(new[] { null, "ascent" }));
        Assert.That(maps.Select(static map => map.Original), Is.All.SameAs(one.Original.Members[0]));
        Assert.That(maps.Select(static map => map.Reference), Is.All.SameAs(one.Reference.Members[0]));
        Assert.That(
            maps.Select(static map => map.Answer),
            Is.EqualTo(new[] { null, ascent.Evaluation.Target.Members[0] })
        );
        Assert.That(maps[0].Points.Ids, Is.EquivalentTo(one.Request.Train.Ids));
        Assert.That(maps[1].Points.Ids, Is.EquivalentTo(one.Request.Forget.Ids));
    }

    [Test]
    public void A_map_asks_a_sample_of_many_points()
    {
        IReadOnlyList<LandscapeTask> maps = LandscapePlanner.Of(
            Setting(PlanSamples.Problem(Samples.Digits, points: 1000)),
            new TaskRegistry()
        );

        Assert.That(maps[0].Points, Has.Count.EqualTo(500));
        Assert.That(maps[0].Points.Ids, Is.All.LessThan(600), "of the training points");
        Assert.That(maps[1].Points, Has.Count.EqualTo(30), "all that are forgotten");
    }

    [Test]
    public void Maps_are_those_of_the_first_seed_that_was_chosen()
    {
        PlannedSetting setting = Setting(PlanSamples.Problem(Samples.Digits), "*/a-few/ascent/seed-1");

        IReadOnlyList<LandscapeTask> maps = LandscapePlanner.Of(setting, new TaskRegistry());

        PlannedTrial original = setting.Rows.Single(static row => row.Recipe.Role == RowRole.Original).Trials.Single();
        Assert.That(original.Case.Seed, Is.EqualTo(1));
        Assert.That(maps, Has.Count.EqualTo(2));
        Assert.That(maps[0].Original, Is.SameAs(original.Case.Original.Members[0]));
    }

    [Test]
    public void A_map_is_known_by_models_and_points_and_not_by_its_row()
    {
        ExperimentDefinition renamed = Samples.Digits with
        {
            Methods = [.. Samples.Digits.Methods.Select(static method => method with { Name = $"x-{method.Name}" })],
        };

        Assert.That(Keys(renamed), Is.EqualTo(Keys(Samples.Digits)));
        Assert.That(Keys(Samples.Digits), Is.Unique);
        Assert.That(
            Keys(Samples.Digits with { Training = new TrainingOptions { Epochs = 7 } }),
            Has.None.AnyOf(Keys(Samples.Digits).ToArray<object>())
        );
    }

    [Test]
    public void Maps_of_texts_are_refused() =>
        Assert.That(
            static () =>
                LandscapePlanner.Of(
                    new PlannedSetting(PlanSamples.Texts(Samples.Digits), "few", []),
                    new TaskRegistry()
                ),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo(
                    "report.landscape maps the loss of classifiers; the points of 'texts' are texts. Leave `landscape` out."
                )
        );

    [Test]
    public void Weights_from_a_file_have_no_training_to_map()
    {
        LearningProblem given = PlanSamples
            .Problem(Samples.Digits)
            .With(new GivenWeights("w.bin", "0f", new float[20]));

        Assert.That(
            LandscapePlanner.Of(Setting(given), new TaskRegistry()).Select(static map => map.Row),
            Is.EqualTo(new[] { "ascent" })
        );
    }

    [Test]
    public void A_method_that_was_not_chosen_for_the_first_seed_has_no_map()
    {
        PlannedSetting setting = Setting(
            PlanSamples.Problem(Samples.Digits),
            "*/a-few/retrain/seed-0",
            "*/a-few/ascent/seed-1"
        );

        Assert.That(setting.Rows.Select(static row => row.Recipe.Id), Does.Contain("ascent"));
        Assert.That(
            LandscapePlanner.Of(setting, new TaskRegistry()).Select(static map => map.Row),
            Is.EqualTo(new string?[] { null })
        );
    }

    [Test]
    public void Without_the_row_of_the_original_there_is_nothing_to_map()
    {
        PlannedSetting setting = Setting(PlanSamples.Problem(Samples.Digits));

        Assert.That(
            LandscapePlanner.Of(
                setting with
                {
                    Rows = [.. setting.Rows.Where(static row => row.Recipe.Role != RowRole.Original)],
                },
                new TaskRegistry()
            ),
            Is.Empty
        );
    }

    private static string[] Keys(ExperimentDefinition definition) =>
        [
            .. LandscapePlanner
                .Of(
                    new ExperimentPlanner(definition, [PlanSamples.Problem(definition)])
                        .Build(new TrialFilter([]))
                        .Settings[0],
                    new TaskRegistry()
                )
                .Select(static map => map.Key.Hex),
        ];

    private static PlannedSetting Setting(LearningProblem problem, params string[] filters) =>
        new ExperimentPlanner(Samples.Digits, [problem]).Build(new TrialFilter(filters)).Settings[0];
}
