using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What the data were read as, word for word.</summary>
public sealed class DataLinesTests
{
    [Test]
    public void A_dataset_is_told_once_with_sets_and_classes()
    {
        LearningProblem problem = PlanSamples.Problem(Samples.Digits);

        Assert.That(
            DataLines.Of([problem, problem], [new("few", new RandomScenario { Count = 5 })]),
            Is.EqualTo(
                new[]
                {
                    "toy: 120 points of 4; train 72, test 24, population 24",
                    "toy: 4 classes: a 30, b 30, c 30, d 30",
                }
            )
        );
    }

    [Test]
    public void Texts_are_told_by_their_tokens_and_have_no_classes() =>
        Assert.That(
            DataLines.Of([PlanSamples.Texts(Samples.Digits)], []),
            Is.EqualTo(
                new[] { "texts: 20 points of at most 3 tokens (2 labelled) of 8; train 12, test 4, population 4" }
            )
        );

    [TestCase(1, 8, "9 points of 1 feature (f0)", "8 classes: c0 2, c1 1, c2 1, c3 1, c4 1, c5 1, c6 1, c7 1")]
    [TestCase(6, 8, "9 points of 6 features (f0, f1, f2, f3, f4, f5)", "c7 1")]
    [TestCase(
        7,
        9,
        "9 points of 7 features (f0, f1, f2, f3, f4, f5, ...)",
        "9 classes: c0 1, c1 1, c2 1, c3 1, c4 1, c5 1, c6 1, c7 1, ..."
    )]
    public void Long_lists_are_cut(int features, int classes, string points, string counts)
    {
        IReadOnlyList<string> lines = DataLines.Of([Table(features, classes)], []);

        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[0], Does.Contain(points + ";"));
        Assert.That(lines[1], Does.EndWith(counts));
    }

    [Test]
    public void Scenarios_say_what_their_names_and_numbers_mean()
    {
        Named<IForgetScenario> picked = new("picked", new ClassScenario { Label = "c" });
        LearningProblem problem = PlanSamples.Problem(Samples.Digits);
        string meaning = picked.Value.Describe(problem.Data.Dataset)!;

        Assert.That(
            DataLines.Of(
                [problem],
                [picked, new("few", new RandomScenario { Count = 5 }), picked with { Name = "again" }]
            )[^1],
            Is.EqualTo($"toy: forget picked = {meaning}; again = {meaning}")
        );
    }

    [Test]
    public void Weights_from_a_file_say_how_they_were_read()
    {
        LearningProblem problem = PlanSamples
            .Problem(Samples.Digits)
            .With(new GivenWeights("w.bin", "0f", []) { Renamed = ["fc is layer 1"], Perplexity = 2.3456789 });

        Assert.That(
            DataLines.Of([problem], []).Skip(2),
            Is.EqualTo(
                new[]
                {
                    "w.bin: fc is layer 1, by shape and order",
                    "w.bin: perplexity 2.346 of the first rows (4 is guessing)",
                }
            )
        );
    }

    [TestCase(3.9, false)]
    [TestCase(4.0, true)]
    [TestCase(50.0, true)]
    [TestCase(double.NaN, true)]
    [TestCase(null, false)]
    public void A_model_that_guesses_is_a_warning(double? perplexity, bool warns)
    {
        LearningProblem problem = PlanSamples
            .Problem(Samples.Digits)
            .With(new GivenWeights("w.bin", "0f", []) { Perplexity = perplexity });

        Assert.That(
            DataLines
                .Warnings([problem])
                .Any(static line => line.StartsWith("w.bin predicts", StringComparison.Ordinal)),
            Is.EqualTo(warns)
        );
        Assert.That(DataLines.Warnings([PlanSamples.Problem(Samples.Digits)]), Is.Empty);
    }

    [Test]
    public void What_is_probably_not_meant_has_its_dataset_and_name_before_it() =>
        Assert.That(DataLines.Warnings([Table(1, 8)])[0], Does.StartWith("table: small-class: 'c0' (2), "));

    // Nine points; the classes of the first ones are c0, c1, ..., those of the rest begin again.
    private static LearningProblem Table(int features, int classes) =>
        new(
            "table",
            "softmax",
            new Dataset
            {
                Name = "table",
                Features = new float[9 * features],
                FeatureShape = [features],
                FeatureNames = [.. Enumerable.Range(0, features).Select(static i => $"f{i}")],
                Labels = [.. Enumerable.Range(0, 9).Select(point => point % classes)],
                ClassNames = [.. Enumerable.Range(0, classes).Select(static i => $"c{i}")],
                Digest = "0123",
            },
            new DataSplit([0, 1, 2, 3, 4], [5, 6], [7, 8]),
            new SoftmaxRegression(),
            Samples.Digits.Training,
            new ComputePlatform("library 1", "cpu"),
            1
        );
}
