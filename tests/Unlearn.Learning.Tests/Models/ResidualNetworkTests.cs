using System.Globalization;
using System.IO.Compression;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Weights;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

[TestFixture]
public sealed class ResidualNetworkTests
{
    private static readonly float[] Means = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviations = [0.229f, 0.224f, 0.225f];

    [Test]
    [Category("Slow")]
    public void A_network_trained_elsewhere_gives_its_reference_logits()
    {
        string weights = SharedData.Path("data", "resnet20-cifar10", "resnet20-12fca82f.safetensors");
        Network network = new ResNet { Depth = 20 }.Bind([3, 32, 32], 10);
        using Tensor row = tensor(WeightFile.Load(network, weights)).unsqueeze(0);
        using var parameters = new ParameterStack(network.Layout, row.clone());
        (float[] images, int[] labels) = TestBatch();
        LogitTable logits = Predictor.Logits(network, parameters, images)[0];

        double[] reference = Reference();
        Assert.Multiple(() =>
        {
            Assert.That(network.Layout.Count, Is.EqualTo(269_722));
            Assert.That(logits.Values, Is.EqualTo(reference).Within(1e-3));
            Assert.That(Predictor.Accuracy(logits, labels), Is.EqualTo(455.0 / 500.0));
        });
    }

    [Test]
    public void Training_keeps_running_statistics_of_each_member()
    {
        TrainingData data = StackTrainerTests.Images(new ResNet { Depth = 8 });
        var options = new TrainingOptions
        {
            BatchSize = 20,
            Epochs = 2,
            WeightDecay = 1e-3,
            LearningRate = 0.05,
        };
        MemberSpec[] members = Toy.Members(2, 80, options);
        using ParameterStack both = new StackTrainer().Train(data, members, CancellationToken.None);
        using ParameterStack second = new StackTrainer().Train(data, [members[1]], CancellationToken.None);
        float[] mean = both["bn1.running_mean"].contiguous().data<float>().ToArray();
        float[] variance = both["bn1.running_var"].contiguous().data<float>().ToArray();
        using Tensor row = both.Flat.narrow(0, 1, 1).contiguous();
        Assert.Multiple(() =>
        {
            Assert.That(row.data<float>().ToArray(), Is.EqualTo(second.Flat.data<float>().ToArray()));
            Assert.That(mean.Distinct().Count(), Is.EqualTo(32));
            Assert.That(variance, Has.None.EqualTo(1f));
        });
    }

    [Test]
    public void With_group_norm_a_points_logits_depend_on_no_other_point()
    {
        TrainingData data = StackTrainerTests.Images(new ResNet { Depth = 8, Normalisation = Normalisation.Group });
        using ParameterStack weights = StackTrainer.Initialise(data.Network, [new RandomKey(3)]);
        using Tensor four = data.Network.Forward(weights, data.Tensors.Inputs([1, 2, 3, 4]), training: true);
        using Tensor one = data.Network.Forward(weights, data.Tensors.Inputs([2]), training: true);
        Assert.That(
            one.data<float>().ToArray(),
            Is.EqualTo(four[0, 1].contiguous().data<float>().ToArray()).Within(1e-5)
        );
    }

    [Test]
    public void A_normalisation_layer_belongs_to_the_convolution_before_it()
    {
        Network network = new ResNet { Depth = 20 }.Bind([3, 32, 32], 10);
        Assert.That(network.Layers, Has.Length.EqualTo(20));
        Assert.That(network.Layers[0], Is.EqualTo(new[] { "conv1.weight", "bn1.weight", "bn1.bias" }));
        Assert.That(network.Layers[^1], Is.EqualTo(new[] { "linear.weight", "linear.bias" }));
    }

    [Test]
    public void A_depth_that_is_not_6n_plus_2_is_refused_with_one_that_is()
    {
        Assert.That(
            () => new ResNet { Depth = 18 }.Bind([3, 32, 32], 10),
            Throws.TypeOf<InputException>().With.Message.Contains("not 18; 20 is near")
        );
    }

    private static (float[] Images, int[] Labels) TestBatch()
    {
        const int Pixels = 32 * 32;
        byte[] file = File.ReadAllBytes(SharedData.Path("data", "cifar10-subset", "test_batch.bin"));
        int count = file.Length / 3073;
        var images = new float[count * 3 * Pixels];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = file[i * 3073];
            for (int j = 0; j < 3 * Pixels; j++)
            {
                float value = file[(i * 3073) + 1 + j] / 255f;
                images[(i * 3 * Pixels) + j] = (value - Means[j / Pixels]) / Deviations[j / Pixels];
            }
        }

        return (images, labels);
    }

    private static double[] Reference()
    {
        string path = SharedData.Path("data", "resnet20-cifar10", "reference-logits-test_batch.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var values = new List<double>();
        while (reader.ReadLine() is { } line)
        {
            values.AddRange(line.Split(',').Skip(2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
        }

        return [.. values];
    }
}
