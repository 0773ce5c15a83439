using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

/// <summary>What trainings of language models have beside epochs and Adam: decoupled decay, warm-up, schedules by step, clipping, length in steps.</summary>
public sealed class LanguageTrainingTests
{
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = OptimizerKind.Adamw,
        LearningRate = 0.02,
        WeightDecay = 0.1,
        BatchSize = 5,
        Steps = 7,
        WarmUpSteps = 3,
        Schedule = ScheduleKind.Linear,
        ClipNorm = 0.4,
    };

    private static readonly Dataset Texts = TinyText.Dataset(12);

    private static TrainingData Data => new(Texts, new TinyText().Bind(Texts.Answers, Texts.FeatureShape[0]));

    [Test]
    public void Every_step_is_as_written_out()
    {
        MemberSpec member = Member(0, 12);
        using ParameterStack single = StackTrainer.Initialise(Data.Network, [member.Seed]);
        using var trained = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        Tensor weights = trained.Flat.clone();

        StackTrainer.TrainStage(Data, [member], trained, default);

        Tensor first = zeros_like(weights);
        Tensor second = zeros_like(weights);
        int clipped = 0;
        for (int step = 0; step < 7; step++)
        {
            // Three batches a pass: 5, 5 and 2 points.
            int[] order = BatchSampler.Order(member.Seed, step / 3, member.Points);
            PaddedBatch batch = Data.Tensors.Batch(
                [
                    [.. order.Skip(step % 3 * 5).Take(5)],
                ],
                type: ScalarType.Float64
            );
            using var now = new ParameterStack(single.Layout, weights.detach().requires_grad_());
            Tensor loss = CrossEntropy.Mean(Data.Network.Predict(now, batch.Inputs, batch.Places), batch);
            Tensor gradient = GuardedAutograd.Gradients(loss, [now.Flat])[0];
            double norm = gradient.norm().item<double>();
            clipped += norm > 0.4 ? 1 : 0;
            gradient = norm > 0.4 ? gradient.mul(0.4 / norm) : gradient;
            double rate = 0.02 * (step < 3 ? (step + 1) / 3.0 : 1.0 - ((step - 3) / 4.0));
            first = first.mul(0.9).add(gradient.mul(0.1));
            second = second.mul(0.999).add(gradient.mul(gradient).mul(0.001));
            Tensor size = second.div(1.0 - Math.Pow(0.999, step + 1)).sqrt().add(1e-8);
            Tensor way = first.div(1.0 - Math.Pow(0.9, step + 1)).div(size).mul(rate);
            weights = weights.mul(1.0 - (rate * 0.1)).sub(way).detach();
        }

        Assert.That(clipped, Is.InRange(1, 7), "the limit binds somewhere");
        Assert.That(Bits.Doubles(trained), Is.EqualTo(weights.data<double>().ToArray()).Within(1e-10));
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack_of_others_with_more_and_fewer_points()
    {
        MemberSpec[] members = [Member(0, 12), Member(1, 7), Member(2, 4)];
        using ParameterStack together = new StackTrainer().Train(Data, members, default);
        for (int member = 0; member < members.Length; member++)
        {
            using ParameterStack alone = new StackTrainer().Train(Data, [members[member]], default);

            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"member {member}");
        }
    }

    [Test]
    public void Dense_networks_take_the_same_options_alone_and_in_a_stack()
    {
        var dataset = Toy.Dataset(40, 5, 3);
        var data = new TrainingData(dataset, new Mlp { Hidden = [6] }.Bind(dataset.FeatureShape, dataset.ClassCount));
        MemberSpec[] members = [.. Toy.Members(3, 40, Options with { BatchSize = 8, Steps = 9 })];
        using ParameterStack together = new StackTrainer().Train(data, members, default);
        using ParameterStack alone = new StackTrainer().Train(data, [members[1]], default);
        using ParameterStack fresh = StackTrainer.Initialise(data.Network, [members[1].Seed]);

        Assert.That(Bits.Same(alone, 0, together, 1), Is.True);
        Assert.That(Bits.Same(alone, 0, fresh, 0), Is.False);
    }

    [TestCase(12, 7, 3, 29)]
    [TestCase(4, 7, 7, 28)]
    public void Steps_count_batches(int points, int steps, int passes, int cost)
    {
        // 12 points make batches of 5, 5 and 2: two passes and a batch.
        MemberSpec member = Member(0, points) with
        {
            Training = Options with { Steps = steps },
        };

        Assert.That(member.Passes, Is.EqualTo(passes));
        Assert.That(member.Cost, Is.EqualTo(cost));
    }

    [Test]
    public void Schedules_by_step_begin_after_the_warm_up_and_end_at_zero()
    {
        TrainingOptions cosine = Options with { Schedule = ScheduleKind.Cosine };
        double[] factors =
        [
            .. Enumerable.Range(0, 11).Select(step => LearningRateSchedule.Factor(cosine, 0, step, 11)),
        ];

        Assert.That(factors[..4], Is.EqualTo([1.0 / 3, 2.0 / 3, 1.0, 1.0]).Within(1e-12));
        Assert.That(factors[7], Is.EqualTo(0.5).Within(1e-12));
        Assert.That(LearningRateSchedule.Factor(cosine, 0, 11, 11), Is.EqualTo(0.0).Within(1e-12));
    }

    [Test]
    public void Sharing_steps_out_is_refused_because_a_deletion_would_touch_every_shard() =>
        Assert.That(
            () => SisaStages.Build(new RandomKey(1), new PointSet([0, 1, 2]), Options, 2, 1),
            Throws.InstanceOf<InputException>().With.Message.Contains("Give `epochs`")
        );

    private static MemberSpec Member(int number, int points) =>
        new(new RandomKey(6).Derive(number), new PointSet(Enumerable.Range(0, points)), Options);
}
