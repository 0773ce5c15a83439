using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.SecondOrder;

public sealed class DeltaGradTests
{
    private static readonly TrainingOptions FullBatch = new()
    {
        Epochs = 60,
        BatchSize = 1000,
        LearningRate = 0.2,
        Momentum = 0.5,
        WeightDecay = 0.01,
    };

    [Test]
    public void Exact_steps_alone_are_training_without_the_points([Values] bool hidden)
    {
        TrainingData data = Data(hidden);
        ForgetRequest request = Request(FullBatch);

        double apart = Apart(data, request, new DeltaGrad { BurnIn = 1000 }, out double whole);

        Assert.That(apart, Is.LessThan(1e-5), "the original is kept in single precision");
        Assert.That(whole, Is.GreaterThan(0.01));
    }

    [Test]
    public void Approximate_steps_end_close_to_retraining_and_cost_less([Values] bool hidden)
    {
        TrainingData data = Data(hidden);
        ForgetRequest request = Request(FullBatch);
        var cost = new CostCounter(1);

        double apart = Apart(data, request, new DeltaGrad(), out double whole, cost);

        Assert.That(apart, Is.LessThan((hidden ? 0.5 : 0.02) * whole));
        Assert.That(cost.Gradients[0], Is.LessThan(request.Training.Epochs * 120 / 2));
    }

    [Test]
    public void Forgetting_nothing_is_the_identity()
    {
        TrainingData data = Data(hidden: true);
        var request = new ForgetRequest(
            Points.Seed,
            Points.Range(120),
            new PointSet([]),
            new TrainingOptions { Epochs = 3, BatchSize = 32 }
        );
        using ParameterStack original = new StackTrainer().Train(data, [request.Original], default);
        var context = new UnlearningContext(data, original, [request], new CostCounter(1));

        using ParameterStack after = new DeltaGrad().Unlearn(context, default);

        Assert.That(Bits.Same(after, 0, original, 0), Is.True);
    }

    [Test]
    public void A_training_that_double_precision_takes_elsewhere_is_served()
    {
        TrainingData data = Data(hidden: true);
        var training = new TrainingOptions
        {
            Epochs = 60,
            BatchSize = 16,
            LearningRate = 1.0,
            Momentum = 0.9,
        };
        ForgetRequest request = Request(training);
        using ParameterStack original = new StackTrainer().Train(data, [request.Original], default);
        using ParameterStack single = StackTrainer.Initialise(data.Network, [request.Seed]);
        using var other = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        StackTrainer.TrainStage(data, [request.Original], other, default);
        var context = new UnlearningContext(data, original, [request], new CostCounter(1));

        using ParameterStack after = new DeltaGrad().Unlearn(context, default);

        double size = original.Flat.norm().to_type(ScalarType.Float64).item<double>();
        Assert.That((other.Flat - original.Flat).norm().item<double>(), Is.GreaterThan(0.1 * size), "the premise");
        Assert.That(after.Flat.isfinite().all().item<bool>(), Is.True);
    }

    [Test]
    public void Batches_lose_their_points_and_keep_the_others()
    {
        // With exact steps only, a batch step is that of the batch's mean over what stays: walked here by hand.
        TrainingData data = Data(hidden: false);
        var training = new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 32,
            Momentum = 0.0,
        };
        ForgetRequest request = Request(training);
        HashSet<int> forget = [.. request.Forget];
        using ParameterStack single = StackTrainer.Initialise(data.Network, [request.Seed]);
        using var expected = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        using var optimizer = new StackOptimizer(expected, OptimizerSettings.Of(training));
        for (int epoch = 0; epoch < 2; epoch++)
        {
            foreach (int[] batch in BatchSampler.Order(request.Seed, epoch, request.Train).Chunk(32))
            {
                int[] kept = [.. batch.Where(point => !forget.Contains(point))];
                using Tensor slope = CrossEntropyGradient.Mean(data, expected, [kept], out _);
                optimizer.Step(slope, _ => training.LearningRate);
            }
        }

        using ParameterStack original = new StackTrainer().Train(data, [request.Original], default);
        var context = new UnlearningContext(data, original, [request], new CostCounter(1));
        using ParameterStack after = new DeltaGrad { BurnIn = 1000 }.Unlearn(context, default);

        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(expected)).Within(1e-6));
    }

    [Test]
    public void Weights_that_the_training_does_not_give_are_refused()
    {
        using var setting = new Setting(1);
        using ParameterStack other = StackTrainer.Initialise(setting.Data.Network, [new RandomKey(999)]);

        Assert.That(
            () => setting.Unlearn(new DeltaGrad(), other, setting.Requests),
            Throws.InstanceOf<InputException>().With.Message.Contains("weights come from elsewhere")
        );
    }

    private static TrainingData Data(bool hidden) =>
        new(
            Training.Toy.Dataset(120, 10, 3),
            (hidden ? (IModel)new Mlp { Hidden = [8] } : new SoftmaxRegression()).Bind([10], 3)
        );

    private static ForgetRequest Request(TrainingOptions training) =>
        new(Points.Seed, Points.Range(120), new PointSet([3, 17, 40, 41, 99]), training);

    /// <summary>Distance to retraining, and that of the original.</summary>
    private static double Apart(
        TrainingData data,
        ForgetRequest request,
        DeltaGrad method,
        out double whole,
        CostCounter? cost = null
    )
    {
        MemberSpec retrained = new(request.Seed, request.Retain, request.Training);
        using ParameterStack both = new StackTrainer().Train(data, [request.Original, retrained], default);
        using ParameterStack original = both.Slice(0, 1);
        using ParameterStack reference = both.Slice(1, 1);
        var context = new UnlearningContext(data, original, [request], cost ?? new CostCounter(1));
        using ParameterStack after = method.Unlearn(context, default);
        whole = Distance(original, reference);
        return Distance(after, reference);
    }

    private static double Distance(ParameterStack left, ParameterStack right) =>
        Math.Sqrt(Bits.Doubles(left).Zip(Bits.Doubles(right), static (a, b) => (a - b) * (a - b)).Sum());
}
