using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which data can be learned from, and what comes with weights from a file.</summary>
public sealed class ProblemLoaderTests
{
    private static readonly DataFolders Here = new([], AppContext.BaseDirectory);

    [Test]
    public void Points_of_one_class_are_refused() =>
        Assert.That(
            static () => Prepare(["only"], [0, 0, 0], [0, 0]),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo(
                    "Every point of dataset 'points' is of one class ('only'); a classifier needs two or more."
                )
        );

    [Test]
    public void Training_points_of_one_class_are_refused_whatever_the_test_points_are() =>
        Assert.That(
            static () => Prepare(["no", "yes"], [1, 1, 1], [0, 1]),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo(
                    "Every training point of dataset 'points' is of one class ('yes'); a classifier needs two or more."
                )
        );

    [Test]
    public void Two_classes_among_the_training_points_are_enough()
    {
        Assert.That(Prepare(["no", "yes"], [0, 0, 1], [1]).Train, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(Prepare(["a", "b", "c"], [0, 2], [1, 1]).Test, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Weights_of_a_classifier_come_without_a_perplexity()
    {
        using var folder = new TemporaryFolder();
        float[] weights = [.. Enumerable.Range(1, 16).Select(static number => (float)number)];
        Safetensors.Write(
            folder["w.safetensors"],
            new Dictionary<string, WeightArray>
            {
                ["layers.0.weight"] = new([4, 4], weights),
                ["layers.0.bias"] = new([4], [17, 18, 19, 20]),
            }
        );
        LearningProblem toy = PlanSamples.Problem(Samples.Digits);

        LearningProblem problem = ProblemLoader.Problem(
            "toy",
            new Named<IModel>("softmax", new SoftmaxRegression { Weights = folder["w.safetensors"] }),
            toy.Data.Dataset,
            toy.Split,
            toy.Training,
            Here
        );

        Assert.That(problem.Given!.File, Is.EqualTo("w.safetensors"));
        Assert.That(problem.Given.Perplexity, Is.Null);
        Assert.That(problem.Given.Row.Where(static value => value != 0).Order(), Is.EqualTo(Enumerable.Range(1, 20)));
    }

    private static DataSplit Prepare(string[] classes, int[] train, int[] test) =>
        ProblemLoader
            .Prepare(new Named<IDatasetSource>("points", new Points(classes, train, test)), Here, new RandomKey(1))
            .Split;

    /// <summary>Training points of these labels, then test points of those.</summary>
    private sealed record Points(string[] Classes, int[] Train, int[] Test) : IDatasetSource
    {
        public SplitRule Split => new();

        public Dataset Load(DataFolders folders) =>
            new()
            {
                Name = "points",
                Features = new float[Train.Length + Test.Length],
                FeatureShape = [1],
                Labels = [.. Train, .. Test],
                ClassNames = [.. Classes],
                Parts =
                [
                    .. Enumerable.Repeat(DataPart.Train, Train.Length),
                    .. Enumerable.Repeat(DataPart.Test, Test.Length),
                ],
                Digest = "0123",
            };
    }
}
