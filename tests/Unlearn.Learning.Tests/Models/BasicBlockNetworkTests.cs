using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

[TestFixture]
public sealed class BasicBlockNetworkTests
{
    // Parameters and arrays (without counters) of torchvision's resnet18 and resnet34 for 1,000 classes.
    [TestCase(18, 11_689_512, 102)]
    [TestCase(34, 21_797_672, 182)]
    public void The_layout_is_that_of_torchvision(int depth, int parameters, int arrays)
    {
        Network network = new BasicResNet { Depth = depth, Stem = ResNetStem.Imagenet }.Bind([3, 224, 224], 1000);

        Assert.That(network.Layout.Count, Is.EqualTo(parameters));
        Assert.That(network.Layout.Parameters, Has.Length.EqualTo(arrays));
        Assert.That(network.Layout["conv1.weight"].Shape, Is.EqualTo(new[] { 64, 3, 7, 7 }));
        Assert.That(network.Layout["layer2.0.downsample.0.weight"].Shape, Is.EqualTo(new[] { 128, 64, 1, 1 }));
        Assert.That(network.Layout["layer4.1.bn2.running_var"].Shape, Is.EqualTo(new[] { 512 }));
        Assert.That(network.Layout["fc.weight"].Shape, Is.EqualTo(new[] { 1000, 512 }));
    }

    [TestCase(ResNetStem.Cifar)]
    [TestCase(ResNetStem.Imagenet)]
    public void A_forward_pass_is_that_of_the_modules(ResNetStem stem)
    {
        Network network = new BasicResNet { Stem = stem }.Bind([3, 32, 32], 5);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(3)]);
        using Tensor images = arange(2 * 3 * 32 * 32, dtype: ScalarType.Float32).sin();
        using Tensor inputs = images.reshape(1, 2, 3 * 32 * 32);

        using Tensor logits = network.Forward(weights, inputs);
        using Tensor expected = ByModules(weights, images.reshape(2, 3, 32, 32), stem);

        Assert.That(logits.shape, Is.EqualTo(new long[] { 1, 2, 5 }));
        Assert.That(
            logits.contiguous().data<float>().ToArray(),
            Is.EqualTo(expected.contiguous().data<float>().ToArray()).Within(1e-4)
        );
    }

    [Test]
    public void Another_depth_is_refused() =>
        Assert.That(
            () => new BasicResNet { Depth = 20 }.Bind([3, 32, 32], 10),
            Throws.TypeOf<InputException>().With.Message.Contains("18 or 34, not 20")
        );

    /// <summary>ResNet-18 put together from modules, in evaluation.</summary>
    private static Tensor ByModules(ParameterStack weights, Tensor images, ResNetStem stem)
    {
        Tensor x = Normalised("bn1", Convolved("conv1", images, stem == ResNetStem.Imagenet ? 2 : 1)).relu();
        x = stem == ResNetStem.Imagenet ? nn.functional.max_pool2d(x, 3, 2, 1) : x;
        for (int stage = 1; stage <= 4; stage++)
        {
            for (int block = 0; block < 2; block++)
            {
                string name = $"layer{stage}.{block}";
                bool changes = stage > 1 && block == 0;
                int stride = changes ? 2 : 1;
                Tensor y = Normalised($"{name}.bn1", Convolved($"{name}.conv1", x, stride)).relu();
                y = Normalised($"{name}.bn2", Convolved($"{name}.conv2", y, 1));
                x = changes
                    ? Normalised($"{name}.downsample.1", Convolved($"{name}.downsample.0", x, stride)) + y
                    : x + y;
                x = x.relu();
            }
        }

        return nn.functional.linear(x.mean([2, 3]), Array("fc.weight"), Array("fc.bias"));

        Tensor Array(string name) => weights[name].select(0, 0);

        Tensor Convolved(string name, Tensor values, int stride)
        {
            Tensor kernel = Array($"{name}.weight");
            long side = kernel.shape[2];
            using var module = nn.Conv2d(kernel.shape[1], kernel.shape[0], side, stride, side / 2, bias: false);
            module.weight!.requires_grad = false;
            module.weight.copy_(kernel);
            return module.forward(values);
        }

        Tensor Normalised(string name, Tensor values)
        {
            using var module = nn.BatchNorm2d(values.shape[1]);
            module.weight!.requires_grad = false;
            module.bias!.requires_grad = false;
            module.weight.copy_(Array($"{name}.weight"));
            module.bias.copy_(Array($"{name}.bias"));
            module.running_mean!.copy_(Array($"{name}.running_mean"));
            module.running_var!.copy_(Array($"{name}.running_var"));
            module.eval();
            return module.forward(values);
        }
    }
}
