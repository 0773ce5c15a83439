using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>
/// A <see cref="BasicResNet"/> bound to images. Names are torchvision's: <c>conv1</c>, <c>bn1</c>, <c>layerS.B.conv1</c>,
/// <c>layerS.0.downsample.0</c> and <c>.1</c>, <c>fc</c>; convolutions have no bias.
/// </summary>
public sealed class BasicBlockNetwork : MemberwiseNetwork
{
    private const int FirstWidth = 64;

    private readonly ResNetStem _stem;
    private readonly Convolution _first;
    private readonly ImmutableArray<Block> _blocks;
    private readonly int _width;

    /// <summary>Builds the layout.</summary>
    /// <exception cref="Core.InputException">The points are no images.</exception>
    public BasicBlockNetwork(ResNetStem stem, ImmutableArray<int> stages, ImmutableArray<int> featureShape, int classes)
    {
        FeatureShape = featureShape;
        Classes = classes;
        _stem = stem;
        ImageShape image = ImageShape.Of(featureShape, "basic-resnet");
        _first =
            stem == ResNetStem.Imagenet
                ? new Convolution("conv1", "bn1", image.Channels, FirstWidth, 7, 2)
                : new Convolution("conv1", "bn1", image.Channels, FirstWidth, 3, 1);
        _blocks = Plan(stages);
        _width = FirstWidth << (stages.Length - 1);
        ValuesPerPoint = ValuesOf(image);
        Convolution[] all = [_first, .. _blocks.SelectMany(static block => block.Convolutions)];
        Layout = ParameterLayout.Of(
            all.SelectMany(Arrays).Concat([("fc.weight", [classes, _width], true), ("fc.bias", [classes], true)])
        );
        Layers = LayersOf([
            .. all.Select(static c => (string[])[c.Name + ".weight", c.Normaliser + ".weight", c.Normaliser + ".bias"]),
            ["fc.weight", "fc.bias"],
        ]);
    }

    /// <inheritdoc />
    public override ParameterLayout Layout { get; }

    /// <inheritdoc />
    public override ImmutableArray<int> FeatureShape { get; }

    /// <inheritdoc />
    public override int Classes { get; }

    /// <inheritdoc />
    public override ImmutableArray<ImmutableArray<string>> Layers { get; }

    /// <inheritdoc />
    public override long ValuesPerPoint { get; }

    /// <inheritdoc />
    /// <remarks>Convolutions are normal with variance 2 / fan out, as torchvision draws them (He, Zhang, Ren, Sun 2015, equation 14).</remarks>
    public override void Initialise(RandomKey key, Span<float> row)
    {
        foreach (Convolution convolution in _blocks.SelectMany(static block => block.Convolutions).Prepend(_first))
        {
            double fanOut = convolution.Outputs * convolution.Kernel * convolution.Kernel;
            KeyedInitialisation.Normal(key, Layout[convolution.Name + ".weight"], Math.Sqrt(2.0 / fanOut), row);
            KeyedInitialisation.Constant(Layout[convolution.Normaliser + ".weight"], 1f, row);
            KeyedInitialisation.Constant(Layout[convolution.Normaliser + ".running_var"], 1f, row);
        }

        KeyedInitialisation.Uniform(key, Layout["fc.weight"], _width, row);
        KeyedInitialisation.Uniform(key, Layout["fc.bias"], _width, row);
    }

    /// <inheritdoc />
    private protected override Tensor RepresentOne(MemberParameters parameters, Tensor images, bool training)
    {
        Tensor values = parameters.Rectify(Convolve(parameters, _first, images, training));
        if (_stem == ResNetStem.Imagenet)
        {
            values = max_pool2d(values, [3, 3], [2, 2], [1, 1]);
        }

        foreach (Block block in _blocks)
        {
            Tensor inner = parameters.Rectify(Convolve(parameters, block.First, values, training));
            Tensor sums = Convolve(parameters, block.Second, inner, training);
            Tensor shortcut = block.Shortcut is { } projection
                ? Convolve(parameters, projection, values, training)
                : values;
            values = parameters.Rectify(sums.Plus(shortcut));
        }

        return values.mean([2, 3]);
    }

    /// <inheritdoc />
    private protected override Tensor Classify(MemberParameters parameters, Tensor representation) =>
        parameters.Transform("fc", representation);

    private static ImmutableArray<Block> Plan(ImmutableArray<int> stages)
    {
        var plan = ImmutableArray.CreateBuilder<Block>();
        int inputs = FirstWidth;
        for (int stage = 0; stage < stages.Length; stage++)
        {
            int outputs = FirstWidth << stage;
            for (int i = 0; i < stages[stage]; i++)
            {
                string name = $"layer{stage + 1}.{i}.";
                int stride = stage > 0 && i == 0 ? 2 : 1;
                plan.Add(
                    new Block(
                        new Convolution(name + "conv1", name + "bn1", inputs, outputs, 3, stride),
                        new Convolution(name + "conv2", name + "bn2", outputs, outputs, 3, 1),
                        stride == 1 && inputs == outputs
                            ? null
                            : new Convolution(name + "downsample.0", name + "downsample.1", inputs, outputs, 1, stride)
                    )
                );
                inputs = outputs;
            }
        }

        return plan.ToImmutable();
    }

    // Each convolution makes sums, normalised values and activations of its size.
    private long ValuesOf(ImageShape image)
    {
        long values = (long)image.Channels * image.Rows * image.Columns;
        int halved = _first.Stride / 2;
        values += 3L * _first.Outputs * (image.Rows >> halved) * (image.Columns >> halved);
        halved += _stem == ResNetStem.Imagenet ? 1 : 0;
        foreach (Block block in _blocks)
        {
            halved += block.First.Stride / 2;
            values +=
                3L
                * block.Convolutions.Length
                * block.First.Outputs
                * (image.Rows >> halved)
                * (image.Columns >> halved);
        }

        return values;
    }

    private static IEnumerable<(string, ImmutableArray<int>, bool)> Arrays(Convolution convolution)
    {
        ImmutableArray<int> each = [convolution.Outputs];
        int kernel = convolution.Kernel;
        yield return (convolution.Name + ".weight", [convolution.Outputs, convolution.Inputs, kernel, kernel], true);
        yield return (convolution.Normaliser + ".weight", each, true);
        yield return (convolution.Normaliser + ".bias", each, true);
        yield return (convolution.Normaliser + ".running_mean", each, false);
        yield return (convolution.Normaliser + ".running_var", each, false);
    }

    private static Tensor Convolve(
        MemberParameters parameters,
        Convolution convolution,
        Tensor values,
        bool training
    ) => parameters.ConvolveNormalised(convolution.Name, convolution.Normaliser, values, training, convolution.Stride);

    /// <summary>One convolution and the name of what normalises it.</summary>
    private sealed record Convolution(string Name, string Normaliser, int Inputs, int Outputs, int Kernel, int Stride);

    /// <summary>Two convolutions beside a shortcut, which has a convolution of its own where shapes change.</summary>
    private sealed record Block(Convolution First, Convolution Second, Convolution? Shortcut)
    {
        /// <summary>All of them.</summary>
        public Convolution[] Convolutions => Shortcut is null ? [First, Second] : [First, Second, Shortcut];
    }
}
