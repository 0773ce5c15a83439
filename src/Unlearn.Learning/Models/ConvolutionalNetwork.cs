using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>A <see cref="Cnn"/> bound to images: arrays <c>convolutions.N.weight</c>, <c>convolutions.N.bias</c>, <c>layers.N.weight</c>, <c>layers.N.bias</c>.</summary>
public sealed class ConvolutionalNetwork : MemberwiseNetwork
{
    /// <summary>Multiply-adds per point up to which gradients by hand are the faster ones, by measurement (docs/performance.md).</summary>
    private const long MostByHand = 4_000_000;

    private readonly Cnn _model;
    private readonly ImmutableArray<(string Name, int FanIn)> _layers;

    /// <summary>Checks that the blocks fit and builds the layout.</summary>
    /// <exception cref="InputException">The points are no images, or too small for so many blocks; or the kernel is even.</exception>
    public ConvolutionalNetwork(Cnn model, ImmutableArray<int> featureShape, int classes)
    {
        _model = model;
        FeatureShape = featureShape;
        Classes = classes;
        ImageShape image = ImageShape.Of(featureShape, "cnn");
        if (model.Kernel % 2 == 0)
        {
            throw new InputException($"The kernel of cnn has an odd side so that it has a centre, not {model.Kernel}.");
        }

        int rows = image.Rows >> model.Channels.Length;
        int columns = image.Columns >> model.Channels.Length;
        if (rows < 1 || columns < 1)
        {
            throw new InputException(
                $"{model.Channels.Length} blocks of cnn halve images of {image.Rows} x {image.Columns} pixels to nothing: use fewer channels."
            );
        }

        var layers = ImmutableArray.CreateBuilder<(string Name, int FanIn)>();
        var arrays = new List<(string, ImmutableArray<int>, bool)>();
        int channels = image.Channels;
        ValuesPerPoint = image.Channels * image.Rows * image.Columns;
        long kept = 0;
        for (int i = 0; i < model.Channels.Length; i++)
        {
            Add($"convolutions.{i}", [model.Channels[i], channels, model.Kernel, model.Kernel]);
            OperationsPerPoint += (long)model.Channels[i] * layers[^1].FanIn * (image.Rows >> i) * (image.Columns >> i);
            // Borders, and where each largest sum was.
            kept += (long)channels * ((image.Rows >> i) + model.Kernel - 1) * ((image.Columns >> i) + model.Kernel - 1);
            channels = model.Channels[i];
            kept += (long)channels * (image.Rows >> (i + 1)) * (image.Columns >> (i + 1));
            // Sums, activations, and a quarter of them after pooling.
            ValuesPerPoint += (long)channels * (image.Rows >> i) * (image.Columns >> i) * 9 / 4;
        }

        AffineWidths = [channels * rows * columns, .. model.Hidden, classes];
        kept += AffineWidths[0] + (2L * AffineWidths.Sum()); // pooled, then values and errors
        for (int i = 0; i + 1 < AffineWidths.Length; i++)
        {
            Add($"layers.{i}", [AffineWidths[i + 1], AffineWidths[i]]);
            OperationsPerPoint += (long)AffineWidths[i + 1] * AffineWidths[i];
            ValuesPerPoint += 2L * AffineWidths[i + 1];
        }

        _layers = layers.ToImmutable();
        Layout = ParameterLayout.Of(arrays);
        TrainingValuesPerPoint = HasGradientsByHand ? kept : 2 * ValuesPerPoint; // the way back frees about as many as it makes
        Layers = LayersOf(_layers.Select(static layer => (string[])[layer.Name + ".weight", layer.Name + ".bias"]));

        void Add(string name, ImmutableArray<int> shape)
        {
            layers.Add((name, shape.Skip(1).Aggregate(1, static (product, size) => product * size)));
            arrays.Add((name + ".weight", shape, true));
            arrays.Add((name + ".bias", [shape[0]], true));
        }
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
    public override long TrainingValuesPerPoint { get; }

    /// <inheritdoc />
    public override long OperationsPerPoint { get; }

    /// <inheritdoc />
    public override bool HasGradientsByHand => OperationsPerPoint <= MostByHand;

    /// <summary>Output channels of each block.</summary>
    public ImmutableArray<int> Channels => _model.Channels;

    /// <summary>Side of the square kernels.</summary>
    public int Kernel => _model.Kernel;

    /// <summary>The function after each convolution and hidden layer.</summary>
    public Activation Activation => _model.Activation;

    /// <summary>Number of values before the first affine layer, after each of them, and of classes at the end.</summary>
    public ImmutableArray<int> AffineWidths { get; }

    /// <inheritdoc />
    public override void Initialise(RandomKey key, Span<float> row)
    {
        foreach ((string name, int fanIn) in _layers)
        {
            KeyedInitialisation.Uniform(key, Layout[name + ".weight"], fanIn, row);
            KeyedInitialisation.Uniform(key, Layout[name + ".bias"], fanIn, row);
        }
    }

    /// <inheritdoc />
    private protected override Tensor RepresentOne(MemberParameters parameters, Tensor images, bool training)
    {
        Tensor values = images;
        for (int i = 0; i < _model.Channels.Length; i++)
        {
            Tensor sums = parameters.Convolve($"convolutions.{i}", values, hasBias: true);

            // Activations grow with their sums, so the largest of them is that of the largest sum, and three quarters are never computed.
            values = Activate(max_pool2d(sums, [2, 2], [2, 2]));
        }

        values = values.flatten(1);
        for (int i = 0; i < _model.Hidden.Length; i++)
        {
            values = Activate(parameters.Transform($"layers.{i}", values));
        }

        return values;
    }

    /// <inheritdoc />
    private protected override Tensor Classify(MemberParameters parameters, Tensor representation) =>
        parameters.Transform(_layers[^1].Name, representation);

    private Tensor Activate(Tensor values) => _model.Activation == Activation.Relu ? values.relu() : values.tanh();
}
