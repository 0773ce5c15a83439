using Unlearn.Engine.Definition;
using Unlearn.Engine.Reproduction;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Sharding;

namespace Unlearn.Engine.Tests.Reproduction;

public sealed class DefinitionDifferenceTests
{
    private static readonly Named<IUnlearningMethod> Ascent = new("ascent", new GradientAscent { Steps = 3 });
    private static readonly ExperimentDefinition Before = Samples.Digits with { Methods = [Ascent], Shards = [] };

    [Test]
    public void Definitions_that_differ_in_their_reports_alone_do_not_differ() =>
        Assert.That(Lines(Before with { Report = new ReportOptions { Formats = [] } }), Is.Empty);

    [Test]
    public void Options_stand_under_the_names_of_the_manifest() =>
        Assert.That(
            Lines(
                Before with
                {
                    Seeds = Before.Seeds with { Count = 3 },
                    Training = Before.Training with { LearningRate = 0.5 },
                    Methods = [new("ascent", new GradientAscent { Steps = 4 })],
                }
            ),
            Is.EqualTo(
                new[] { "methods.ascent.steps 3 -> 4", "seeds.count 2 -> 3", "training.learningRate 0.1 -> 0.5" }
            )
        );

    [Test]
    public void An_entry_before_others_is_all_that_is_new() =>
        Assert.That(
            Lines(Before with { Methods = [new("retrain", new Retrain()), Ascent] }),
            Is.EqualTo(new[] { "methods.retrain.type \"retrain\" is new", "methods.retrain.version 1 is new" })
        );

    [Test]
    public void Points_of_a_sweep_are_told_apart()
    {
        Named<IUnlearningMethod> other = Ascent with { Sweep = ["steps=5"] };
        ExperimentDefinition swept = Before with { Methods = [Ascent with { Sweep = ["steps=3"] }, other] };

        Assert.That(
            DefinitionDifference.Between(swept, swept with { Methods = [other] }).Select(static found => found.Path),
            Is.Not.Empty.And.All.StartsWith("methods.ascent[steps=3].")
        );
    }

    private static string[] Lines(ExperimentDefinition after) =>
        [.. DefinitionDifference.Between(Before, after).Select(static difference => difference.ToString())];
}
