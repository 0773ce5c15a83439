using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
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

    [Test]
    public void A_points_logits_do_not_depend_on_the_other_points()
    {
        Network network = new Mlp().Bind([30], 4);
        var data = new TrainingData(Toy.Dataset(50, 30, 4, zeros: false), network);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        LogitTable all = Predictor.Logits(data, weights, [.. Enumerable.Range(0, 50)])[0];
        LogitTable one = Predictor.Logits(data, weights, [37])[0];
        Assert.That(one.Row(0).ToArray(), Is.EqualTo(all.Row(37).ToArray()));
    }

    [Test]
    public void Accuracy_counts_the_first_largest_logit()
    {
        var table = new LogitTable([1, 2, 5, 5, 0, -1], 2);
        Assert.That(Predictor.Accuracy(table, [1, 0, 1]), Is.EqualTo(2.0 / 3.0).Within(1e-15));
    }
}
