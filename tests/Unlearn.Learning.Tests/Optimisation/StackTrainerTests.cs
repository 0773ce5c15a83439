using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Optimisation;

[TestFixture]
public sealed class StackTrainerTests
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 16,
        Epochs = 3,
        LearningRate = 0.05,
    };

    [Test]
    public void A_chain_of_stages_equals_the_stages_trained_one_by_one()
    {
        TrainingData data = Data();
        MemberSpec first = new(new RandomKey(1), new PointSet(Enumerable.Range(0, 40)), Options);
        MemberSpec second = first with { Points = new PointSet(Enumerable.Range(0, 80)), Parent = first };
        MemberSpec third = second with { Training = Options with { Epochs = 2 }, Parent = second };
        using ParameterStack chain = new StackTrainer().Train(data, [third], CancellationToken.None);

        using ParameterStack direct = StackTrainer.Initialise(data.Network, [first.Seed]);
        foreach (MemberSpec stage in (MemberSpec[])[first, second, third])
        {
            StackTrainer.TrainStage(data, [stage], direct, CancellationToken.None);
        }

        Assert.That(chain.Flat.data<float>().ToArray(), Is.EqualTo(direct.Flat.data<float>().ToArray()));
    }

    [Test]
    public void Members_of_any_depth_and_options_come_back_in_order()
    {
        TrainingData data = Data();
        MemberSpec shallow = new(new RandomKey(1), new PointSet(Enumerable.Range(0, 40)), Options);
        MemberSpec deep = shallow with { Points = new PointSet(Enumerable.Range(0, 80)), Parent = shallow };
        MemberSpec other = new(
            new RandomKey(2),
            deep.Points,
            Options with
            {
                BatchSize = 7,
                Optimizer = OptimizerKind.Adam,
            }
        );
        MemberSpec[] members = [deep, other, shallow, deep];
        using ParameterStack together = new StackTrainer().Train(data, members, CancellationToken.None);
        float[][] rows = [.. together.Flat.data<float>().ToArray().Chunk(data.Network.Layout.Width)];
        for (int m = 0; m < members.Length; m++)
        {
            using ParameterStack alone = new StackTrainer().Train(data, [members[m]], CancellationToken.None);
            Assert.That(alone.Flat.data<float>().ToArray(), Is.EqualTo(rows[m]), $"member {m}");
        }
    }

    [Test]
    public void Training_learns()
    {
        TrainingData data = Data();
        MemberSpec member = new(new RandomKey(1), new PointSet(Enumerable.Range(0, 200)), Options with { Epochs = 20 });
        using ParameterStack trained = new StackTrainer().Train(data, [member], CancellationToken.None);
        int[] points = [.. Enumerable.Range(0, 200)];
        double accuracy = Predictor.Accuracy(Predictor.Logits(data, trained, points)[0], data.Dataset.Labels);
        Assert.That(accuracy, Is.GreaterThan(0.95));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_number_of_live_tensors_does_not_grow_with_epochs(bool byHand)
    {
        TrainingData data = byHand
            ? Data()
            : Images(
                new Cnn
                {
                    Channels = [2],
                    Hidden = [],
                    Kernel = 3,
                }
            );
        MemberSpec[] members = Toy.Members(3, 60, Options);
        new StackTrainer().Train(data, members, CancellationToken.None).Dispose();
        long After(int epochs)
        {
            MemberSpec[] longer = [.. members.Select(m => m with { Training = Options with { Epochs = epochs } })];
            new StackTrainer().Train(data, longer, CancellationToken.None).Dispose();
            return Live();
        }

        long one = After(1);
        Assert.That(After(6), Is.EqualTo(one));
    }

    [Test]
    public void A_member_whose_loss_is_not_finite_is_reported_with_its_losses()
    {
        TrainingData data = Data();
        MemberSpec[] members = Toy.Members(3, 100, Options);
        members[1] = members[1] with { Training = Options with { LearningRate = 1e30, Epochs = 50 } };
        DivergedException? error = Assert.Throws<DivergedException>(() =>
            new StackTrainer().Train(data, members, CancellationToken.None)
        );
        Assert.Multiple(() =>
        {
            Assert.That(error!.Losses, Has.Count.InRange(1, 49));
            Assert.That(error.Losses[^1], Is.NaN.Or.EqualTo(double.PositiveInfinity));
            Assert.That(error.Message, Does.Contain(members[1].Seed.ToString()).And.Contain("1E+30"));
        });
    }

    [Test]
    public void Cancelling_stops_within_a_batch()
    {
        TrainingData data = Data();
        MemberSpec[] members = Toy.Members(1, 200, Options with { Epochs = 100_000 });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.Throws<OperationCanceledException>(() => new StackTrainer().Train(data, members, source.Token));
    }

    [Test]
    [Category("Slow")]
    public void Sixty_four_members_train_in_300_megabytes_above_the_data()
    {
        var data = new TrainingData(Toy.Dataset(2500, 446, 30), new Mlp().Bind([446], 30));
        MemberSpec[] members = Toy.Members(64, 2500, Options with { Epochs = 1, BatchSize = 32 });
        new StackTrainer().Train(data, members[..1], CancellationToken.None).Dispose();
        long before = OwnMemory.Bytes();
        long most = before;
        using (new Timer(_ => most = Math.Max(most, OwnMemory.Bytes()), null, 0, 5))
        {
            new StackTrainer().Train(data, members, CancellationToken.None).Dispose();
        }

        Assert.That((most - before) / 1e6, Is.LessThan(300.0));
    }

    [Test]
    public void Initial_weights_depend_on_the_seed_alone()
    {
        Network network = Data().Network;
        using ParameterStack some = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        using ParameterStack other = StackTrainer.Initialise(network, [new RandomKey(2)]);
        float[][] rows = [.. some.Flat.data<float>().ToArray().Chunk(network.Layout.Width)];
        Assert.That(other.Flat.data<float>().ToArray(), Is.EqualTo(rows[1]).And.Not.EqualTo(rows[0]));
    }

    internal static TrainingData Images(IModel model)
    {
        var flat = Toy.Dataset(80, 64, 3);
        var images = new Unlearn.Learning.Data.Dataset
        {
            Name = flat.Name,
            Features = flat.Features,
            FeatureShape = [8, 8],
            Labels = flat.Labels,
            ClassNames = flat.ClassNames,
            Digest = flat.Digest,
        };
        return new TrainingData(images, model.Bind(images.FeatureShape, 3));
    }

    private static TrainingData Data() => new(Toy.Dataset(200, 20, 4), new Mlp { Hidden = [24] }.Bind([20], 4));

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
