using Unlearn.Core.Randomness;
using Unlearn.Learning.Landscape;
using Unlearn.Learning.Models;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Landscape;

public sealed class LossSurveyTests
{
    private static readonly TrainingData Data = new(Toy.Dataset(60, 5, 3), new Mlp { Hidden = [7] }.Bind([5], 3));

    private static readonly PointSet Points = new(Enumerable.Range(0, 60));
    private static readonly LossSurvey Survey = new(Data, Points, new RandomKey(4));

    [Test]
    public void A_walk_lies_inside_of_the_map_with_its_own_losses()
    {
        float[][] path = [Model(1), Model(2), Model(3)];

        LossMap map = Survey.OfTraining(path, Model(4), default);

        Assert.Multiple(() =>
        {
            Assert.That(map.Path, Has.Count.EqualTo(3));
            Assert.That(map.Losses, Has.Count.EqualTo(LossSurvey.Columns * LossSurvey.Rows));
            Assert.That(map.Path.Select(static place => place.Across), Is.All.InRange(map.Across[0], map.Across[^1]));
            Assert.That(map.Path.Select(static place => place.Up), Is.All.InRange(map.Up[0], map.Up[^1]));
            Assert.That(map.Trained, Is.EqualTo(map.Path[^1]), "training ends at the trained model");
            Assert.That(
                map.Path.Select(static place => place.Away),
                Is.All.Zero.Within(1e-4),
                "three models span the plane"
            );
            Assert.That(map.Path.Select(static place => place.Loss), Is.EqualTo(path.Select(Loss)).Within(1e-9));
            Assert.That(map.Retrained.Away, Is.GreaterThan(0.1));
            Assert.That(map.Retrained.Loss, Is.EqualTo(Loss(Model(4))).Within(1e-9));
        });
    }

    [Test]
    public void The_map_is_the_loss_of_the_models_at_its_places()
    {
        float[][] path = [Model(1), Model(2)];
        LossMap map = Survey.OfUnlearning(path, Model(3), default);
        var plane = new WeightPlane(Data.Network.Layout, Model(1), Model(3), Model(2), new RandomKey(4));

        foreach ((int row, int column) in new[] { (0, 0), (3, 17), (LossSurvey.Rows - 1, LossSurvey.Columns - 1) })
        {
            Assert.That(
                map.Losses[(row * LossSurvey.Columns) + column],
                Is.EqualTo(Loss(plane.At(map.Across[column], map.Up[row]))).Within(1e-9)
            );
        }

        Assert.That(map.Across[1] - map.Across[0], Is.EqualTo(map.Up[1] - map.Up[0]).Within(1e-12), "a unit is a unit");
    }

    [Test]
    public void A_model_that_did_not_move_has_a_map_too()
    {
        LossMap map = Survey.OfUnlearning([Model(1), Model(1)], Model(1), default);

        Assert.That(map.Losses, Is.All.GreaterThan(0));
        Assert.That(map.Across[^1], Is.GreaterThan(map.Across[0]));
    }

    // By the plain formula: log of the sum of exponentials minus the logit of the class.
    private static double Loss(float[] model)
    {
        using ParameterStack stack = ParameterRows.ToStack(Data.Network.Layout, [model]);
        LogitTable logits = Predictor.Logits(Data, stack, Points.Ids)[0];
        return Points.Average(point =>
            Math.Log(logits.Row(point).ToArray().Sum(Math.Exp)) - logits.Row(point)[Data.Dataset.Labels[point]]
        );
    }

    private static float[] Model(ulong key)
    {
        var row = new float[Data.Network.Layout.Width];
        Data.Network.Initialise(new RandomKey(key), row);
        return row;
    }
}
