using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What methods change from one epoch to the next, read off the weights of single steps.</summary>
public sealed class EpochRuleTests
{
    private const int Count = 24;
    private const int Classes = 4;
    private const int Forgotten = 12;
    private const double Rate = 0.5;

    /// <summary>Point i has the feature i alone, so that column i of the weights moves by the error of point i alone.</summary>
    private static readonly Dataset OneHot = new()
    {
        Name = "one-hot",
        Features = [.. Enumerable.Range(0, Count * Count).Select(static i => i / Count == i % Count ? 1f : 0f)],
        FeatureShape = [Count],
        Labels = [.. Enumerable.Range(0, Count).Select(static point => point % Classes)],
        ClassNames = ["a", "b", "c", "d"],
        Digest = "one-hot",
    };

    private static readonly TrainingData Data = new(OneHot, new SoftmaxRegression().Bind([Count], Classes));

    private static readonly ForgetRequest Request = Points.Forget(
        Points.Range(Count),
        new TrainingOptions(),
        [.. Enumerable.Range(0, Forgotten)]
    );

    [Test]
    public void Random_labels_are_drawn_anew_in_every_epoch()
    {
        int[][] epochs = [.. Enumerable.Range(0, 4).Select(LabelsOf)];

        foreach (int[] labels in epochs)
        {
            Assert.That(
                labels[Forgotten..],
                Is.EqualTo(OneHot.Labels[Forgotten..]),
                "retained points keep their labels"
            );
            for (int point = 0; point < Forgotten; point++)
            {
                Assert.That(
                    labels[point],
                    Is.Not.EqualTo(OneHot.Labels[point]),
                    "and forgotten ones lose the true one"
                );
            }
        }

        // Twelve draws of three: two epochs agree with probability 3^-12.
        Assert.That(epochs.Select(static labels => string.Join(' ', labels)), Is.Unique);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void The_penalty_on_sizes_fades_linearly_to_nothing(int epochs)
    {
        const double Alpha = 0.01;
        double[] before = Weights(Sparse(Alpha, 0));
        double[] after = Weights(Sparse(Alpha, epochs));

        // Forgotten points take no part: their columns move by the penalty alone, rate * alpha * (1 - t/E) in epoch t, together (E + 1)/2.
        double expected = Rate * Alpha * (epochs + 1) / 2.0;
        double[] moved =
        [
            .. Enumerable
                .Range(0, Classes * Count)
                .Where(at => at % Count < Forgotten && Math.Abs(before[at]) > 2 * expected)
                .Select(at => (before[at] - after[at]) * Math.Sign(before[at])),
        ];
        Assert.That(moved, Has.Length.GreaterThan(Forgotten));
        Assert.That(moved, Is.All.EqualTo(expected).Within(1e-6));
    }

    private static L1Sparse Sparse(double alpha, int epochs) =>
        new()
        {
            Alpha = alpha,
            Epochs = epochs,
            LearningRate = Rate,
            BatchSize = Count,
            Momentum = 0,
        };

    /// <summary>
    /// The labels that one epoch trained with. Its step on all points moves weight (c, i) by rate (y - p)/n, which is positive for the
    /// label of point i alone.
    /// </summary>
    private static int[] LabelsOf(int epoch)
    {
        double[] before = Weights(Labelled(epoch));
        double[] after = Weights(Labelled(epoch + 1));
        return
        [
            .. Enumerable
                .Range(0, Count)
                .Select(point =>
                    Enumerable
                        .Range(0, Classes)
                        .Single(label => after[(label * Count) + point] > before[(label * Count) + point])
                ),
        ];
    }

    private static RandomLabel Labelled(int epochs) =>
        new()
        {
            Epochs = epochs,
            LearningRate = Rate,
            BatchSize = Count,
            Momentum = 0,
        };

    /// <summary>The weights [classes, points] after a method, row by row.</summary>
    private static double[] Weights(IWeightMethod method)
    {
        using ParameterStack originals = StackTrainer.Initialise(Data.Network, [Points.Seed]);
        using ParameterStack after = method.Unlearn(
            new UnlearningContext(Data, originals, [Request], new CostCounter(1)),
            default
        );
        using Tensor weights = after[DenseNetwork.Weight(0)].to_type(ScalarType.Float64).contiguous();
        return weights.data<double>().ToArray();
    }
}
