using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Descent;

public sealed class AmnesiacTests
{
    private static readonly Amnesiac Plain = new() { RepairEpochs = 0 };

    private static readonly IModel[] Models =
    [
        new SoftmaxRegression(),
        new Mlp { Hidden = [12] },
        new Cnn { Channels = [2], Hidden = [] },
    ];

    [TestCaseSource(nameof(Models))]
    public void Taking_back_every_batch_ends_at_the_initial_weights(IModel model)
    {
        TrainingData data = Data(model);
        ForgetRequest request = Request(
            Points.Range(60),
            Points.Range(60),
            new TrainingOptions { Epochs = 3, BatchSize = 16 }
        );
        using ParameterStack initial = StackTrainer.Initialise(data.Network, [request.Seed]);

        using ParameterStack after = Unlearn(data, request, out double[] before);

        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(initial)).Within(1e-5));
        Assert.That(before, Is.Not.EqualTo(Bits.Doubles(initial)).Within(1e-3));
    }

    [TestCaseSource(nameof(Models))]
    public void Forgetting_nothing_without_repair_is_the_identity(IModel model)
    {
        TrainingData data = Data(model);
        ForgetRequest request = Request(Points.Range(60), new PointSet([]), new TrainingOptions { Epochs = 2 });

        using ParameterStack after = Unlearn(data, request, out double[] before);

        Assert.That(Bits.Doubles(after), Is.EqualTo(before));
    }

    [TestCase(OptimizerKind.Sgd)]
    [TestCase(OptimizerKind.Adam)]
    public void Exactly_the_batches_with_the_point_are_taken_back(OptimizerKind optimizer)
    {
        // One epoch: the original on its first batch alone says what that batch's update was.
        TrainingData data = Data(new Mlp { Hidden = [12] });
        var training = new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 30,
            Optimizer = optimizer,
            LearningRate = 0.05,
        };
        var seed = new RandomKey(5);
        int[] order = BatchSampler.Order(seed, 0, Points.Range(60));
        PointSet first = new(order.Take(30));
        ForgetRequest request = new(seed, Points.Range(60), new PointSet([order[7], order[8]]), training);
        using ParameterStack initial = StackTrainer.Initialise(data.Network, [seed]);
        using ParameterStack half = new StackTrainer().Train(data, [new MemberSpec(seed, first, training)], default);

        using ParameterStack after = Unlearn(data, request, out double[] before);

        double[] expected =
        [
            .. before
                .Zip(Bits.Doubles(half), static (end, middle) => end - middle)
                .Zip(Bits.Doubles(initial), static (later, start) => start + later),
        ];
        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-6));
        Assert.That(Bits.Doubles(after), Is.Not.EqualTo(before).Within(1e-3));
    }

    [Test]
    public void Weights_that_the_training_does_not_give_are_refused()
    {
        using var setting = new Setting(1);
        using ParameterStack other = StackTrainer.Initialise(setting.Data.Network, [new RandomKey(999)]);

        Assert.That(
            () => setting.Unlearn(new Amnesiac(), other, setting.Requests),
            Throws.InstanceOf<InputException>().With.Message.Contains("weights come from elsewhere")
        );
    }

    private static TrainingData Data(IModel model) =>
        new(Training.Toy.Dataset(60, 144, 3), model.Bind(model is Cnn ? [1, 12, 12] : [144], 3));

    private static ForgetRequest Request(PointSet train, PointSet forget, TrainingOptions training) =>
        new(Points.Seed, train, forget, training);

    private static ParameterStack Unlearn(TrainingData data, ForgetRequest request, out double[] before)
    {
        using ParameterStack original = new StackTrainer().Train(data, [request.Original], default);
        before = Bits.Doubles(original);
        return Plain.Unlearn(new UnlearningContext(data, original, [request], new CostCounter(1)), default);
    }
}
