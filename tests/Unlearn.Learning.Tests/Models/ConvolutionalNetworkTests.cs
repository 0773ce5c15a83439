using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

[TestFixture]
public sealed class ConvolutionalNetworkTests
{
    [Test]
    public void The_default_has_the_parameters_of_lenet_with_padding()
    {
        Network network = new Cnn().Bind([28, 28], 10);
        const int Expected = (6 * 25) + 6 + (16 * 6 * 25) + 16 + (120 * 784) + 120 + (84 * 120) + 84 + (10 * 84) + 10;
        Assert.That(network.Layout.Count, Is.EqualTo(Expected));
    }

    [Test]
    public void Gradients_equal_central_differences_in_float64()
    {
        TrainingData data = StackTrainerTests.Images(
            new Cnn
            {
                Channels = [2, 3],
                Kernel = 3,
                Hidden = [5],
                Activation = Activation.Tanh,
            }
        );
        ParameterLayout layout = data.Network.Layout;
        using ParameterStack single = StackTrainer.Initialise(data.Network, [new RandomKey(1)]);
        using var weights = new ParameterStack(layout, single.Flat.to_type(ScalarType.Float64));
        using Tensor gradient = LossGradient.Of(weights, Loss);
        double[] found = gradient.data<double>().ToArray();
        const double Step = 1e-6;
        foreach (int position in layout.Parameters.Select(static p => p.Offset + (p.Count / 2)))
        {
            double slope = (At(position, Step) - At(position, -Step)) / (2 * Step);
            Assert.That(found[position], Is.EqualTo(slope).Within(1e-8), $"position {position}");
        }

        double At(int position, double step)
        {
            using ParameterStack moved = weights.Clone();
            moved.Flat.narrow(1, position, 1).add_(step);
            return Loss(moved).item<double>();
        }

        Tensor Loss(ParameterStack parameters)
        {
            PaddedBatch batch = data.Tensors.Batch(
                [
                    [1, 5, 9, 20],
                ],
                type: ScalarType.Float64
            );
            return CrossEntropy.Mean(data.Network.Forward(parameters, batch.Inputs), batch);
        }
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_any_stack()
    {
        TrainingData data = StackTrainerTests.Images(
            new Cnn
            {
                Channels = [3],
                Kernel = 3,
                Hidden = [],
            }
        );
        MemberSpec[] members = Toy.Members(3, 80, new TrainingOptions { BatchSize = 13, Epochs = 2 });
        using ParameterStack all = new StackTrainer().Train(data, members, CancellationToken.None);
        using ParameterStack last = new StackTrainer().Train(data, [members[2]], CancellationToken.None);
        using Tensor row = all.Flat.narrow(0, 2, 1).contiguous();
        Assert.That(last.Flat.data<float>().ToArray(), Is.EqualTo(row.data<float>().ToArray()));
    }

    [Test]
    public void Points_that_are_no_images_are_refused() =>
        Assert.That(
            () => new Cnn().Bind([446], 30),
            Throws.TypeOf<InputException>().With.Message.Contains("[446]").And.Message.Contains("mlp")
        );

    [Test]
    public void Images_too_small_for_the_blocks_are_refused() =>
        Assert.That(
            () => new Cnn { Channels = [2, 2, 2, 2] }.Bind([8, 8], 10),
            Throws.TypeOf<InputException>().With.Message.Contains("8 x 8")
        );
}
