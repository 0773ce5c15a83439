using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Training;

[TestFixture]
public sealed class PredictorTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Logits_are_those_of_the_forward_function(bool zeros)
    {
        Network network = new Mlp { Hidden = [20, 9], Activation = Activation.Tanh }.Bind([30], 4);
        var data = new TrainingData(Toy.Dataset(700, 30, 4, zeros: zeros), network);
        int[] points = [.. Enumerable.Range(0, 700).Reverse()];
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        IReadOnlyList<LogitTable> tables = Predictor.Logits(data, weights, points);
        float[] inputs = [.. points.SelectMany(p => data.Dataset.Features.Skip(p * 30).Take(30))];
        IReadOnlyList<LogitTable> general = Predictor.Logits(network, weights, inputs);
        Assert.Multiple(() =>
        {
            Assert.That(tables, Has.Count.EqualTo(2));
            Assert.That(tables[0].Values, Is.EqualTo(general[0].Values).Within(1e-5));
            Assert.That(tables[1].Values, Is.EqualTo(general[1].Values).Within(1e-5));
        });
    }

    private static readonly TestCaseData[] Networks =
    [
        new TestCaseData(new Mlp().Bind([64], 4)).SetArgDisplayNames("mlp"),
        new TestCaseData(new Cnn { Kernel = 3 }.Bind([1, 8, 8], 4)).SetArgDisplayNames("cnn"),
        new TestCaseData(new Cnn { Channels = [16, 32] }.Bind([1, 8, 8], 4)).SetArgDisplayNames("cnn", "wide"),
        new TestCaseData(new ResNet { Depth = 8 }.Bind([1, 8, 8], 4)).SetArgDisplayNames("resnet"),
        new TestCaseData(
            new ResNet { Depth = 8, Normalisation = Normalisation.Group }.Bind([1, 8, 8], 4)
        ).SetArgDisplayNames("resnet", "group"),
    ];

    [TestCaseSource(nameof(Networks))]
    public void A_points_outputs_depend_on_no_other_point(Network network)
    {
        var data = new TrainingData(Toy.Dataset(200, 64, 4, zeros: false), network);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        int[] everyone = [.. Enumerable.Range(0, 200)];
        LogitTable all = Predictor.Logits(data, weights, everyone)[0];
        FeatureTable layers = Representer.Of(data, weights, everyone)[0];

        // One, few, many, a multiple of a pass and one more, in another order.
        foreach (int count in new[] { 1, 2, 3, 17, 64, 65, 199 })
        {
            int[] some = [.. everyone.OrderBy(point => point * 37 % 200).Take(count)];
            LogitTable found = Predictor.Logits(data, weights, some)[0];
            FeatureTable hidden = Representer.Of(data, weights, some)[0];
            for (int i = 0; i < count; i++)
            {
                Assert.That(found.Row(i).ToArray(), Is.EqualTo(all.Row(some[i]).ToArray()), $"{count}");
                Assert.That(hidden.Row(i).ToArray(), Is.EqualTo(layers.Row(some[i]).ToArray()), $"{count}");
            }
        }
    }

    [Test]
    public void Accuracy_counts_the_first_largest_logit()
    {
        var table = new LogitTable([1, 2, 5, 5, 0, -1], 2);
        Assert.That(Predictor.Accuracy(table, [1, 0, 1]), Is.EqualTo(2.0 / 3.0).Within(1e-15));
    }
}
