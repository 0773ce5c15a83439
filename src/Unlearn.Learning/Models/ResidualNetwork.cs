using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>
/// A <see cref="ResNet"/> bound to images. Names: <c>conv1</c>, <c>bn1</c>, <c>layerS.B.conv1</c> and so on, <c>linear</c>; convolutions have no bias.
/// </summary>
public sealed class ResidualNetwork : MemberwiseNetwork
{
    private const int Groups = 8;

    private readonly bool _batch;
    private readonly ImmutableArray<Convolution> _convolutions;

    /// <summary>Builds the layout.</summary>
    /// <exception cref="Core.InputException">The points are no images.</exception>
    public ResidualNetwork(ResNet model, ImmutableArray<int> featureShape, int classes)
    {
        FeatureShape = featureShape;
        Classes = classes;
        _batch = model.Normalisation == Normalisation.Batch;
        ImageShape image = ImageShape.Of(featureShape, "resnet");
        _convolutions = Plan((model.Depth - 2) / 6, image.Channels);
        (ValuesPerPoint, OperationsPerPoint) = CostOf(image, _convolutions);
        TrainingValuesPerPoint =
            (ValuesPerPoint * 5 / 6) + (12L * _convolutions[0].Outputs * image.Rows * image.Columns);
        Layout = ParameterLayout.Of(
            _convolutions
                .SelectMany(Arrays)
                .Concat([("linear.weight", [classes, 64], true), ("linear.bias", [classes], true)])
        );
        Layers = LayersOf([
            .. _convolutions.Select(static c =>
                (string[])[c.Name + ".weight", c.Normaliser + ".weight", c.Normaliser + ".bias"]
            ),
            ["linear.weight", "linear.bias"],
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
    /// <remarks>
    /// Kept of each convolution: its sums, the normalised values (rectified in place) and, of every second, the sum with the shortcut. The way back takes about twelve
    /// arrays of the size of the first one's sums: gradients, and what the kernels lay out anew. Within a sixth of what depths of 8 to 32 were measured to take.
    /// </remarks>
    public override long TrainingValuesPerPoint { get; }

    /// <inheritdoc />
    public override long OperationsPerPoint { get; }

    /// <inheritdoc />
    /// <remarks>Convolutions are normal with variance 2 / fan in (He, Zhang, Ren, Sun 2015, equation 10).</remarks>
    public override void Initialise(RandomKey key, Span<float> row)
    {
        foreach (Convolution convolution in _convolutions)
        {
            KeyedInitialisation.Normal(
                key,
                Layout[convolution.Name + ".weight"],
                Math.Sqrt(2.0 / (convolution.Inputs * 9)),
                row
            );
            KeyedInitialisation.Constant(Layout[convolution.Normaliser + ".weight"], 1f, row);
            if (_batch)
            {
                KeyedInitialisation.Constant(Layout[convolution.Normaliser + ".running_var"], 1f, row);
            }
        }

        KeyedInitialisation.Uniform(key, Layout["linear.weight"], 64, row);
        KeyedInitialisation.Uniform(key, Layout["linear.bias"], 64, row);
    }

    /// <inheritdoc />
    private protected override Tensor RepresentOne(MemberParameters parameters, Tensor images, bool training)
    {
        Tensor values = parameters.Rectify(Convolve(parameters, _convolutions[0], images, training));
        for (int i = 1; i < _convolutions.Length; i += 2)
        {
            Convolution first = _convolutions[i];
            Tensor inner = parameters.Rectify(Convolve(parameters, first, values, training));
            Tensor sums = Convolve(parameters, _convolutions[i + 1], inner, training);
            values = parameters.Rectify(sums.Plus(Shortcut(first, values)));
        }

        return values.mean([2, 3]);
    }

    /// <inheritdoc />
    private protected override Tensor Classify(MemberParameters parameters, Tensor representation) =>
        parameters.Transform("linear", representation);

    private static ImmutableArray<Convolution> Plan(int blocks, int channels)
    {
        var plan = ImmutableArray.CreateBuilder<Convolution>();
        plan.Add(new Convolution("conv1", "bn1", channels, 16, 1));
        int inputs = 16;
        for (int stage = 1; stage <= 3; stage++)
        {
            int outputs = 8 << stage;
            for (int block = 0; block < blocks; block++)
            {
                string name = $"layer{stage}.{block}.";
                int stride = stage > 1 && block == 0 ? 2 : 1;
                plan.Add(new Convolution(name + "conv1", name + "bn1", inputs, outputs, stride));
                plan.Add(new Convolution(name + "conv2", name + "bn2", outputs, outputs, 1));
                inputs = outputs;
            }
        }

        return plan.ToImmutable();
    }

    // Each convolution makes sums, normalised values and activations of its size.
    private static (long Values, long Operations) CostOf(ImageShape image, ImmutableArray<Convolution> convolutions)
    {
        long values = (long)image.Channels * image.Rows * image.Columns;
        long operations = 0;
        int halved = 0;
        foreach (Convolution convolution in convolutions)
        {
            halved += convolution.Stride / 2;
            long sums = (long)convolution.Outputs * (image.Rows >> halved) * (image.Columns >> halved);
            values += 3 * sums;
            operations += sums * convolution.Inputs * 9;
        }

        return (values, operations);
    }

    private IEnumerable<(string, ImmutableArray<int>, bool)> Arrays(Convolution convolution)
    {
        ImmutableArray<int> each = [convolution.Outputs];
        yield return (convolution.Name + ".weight", [convolution.Outputs, convolution.Inputs, 3, 3], true);
        yield return (convolution.Normaliser + ".weight", each, true);
        yield return (convolution.Normaliser + ".bias", each, true);
        if (_batch)
        {
            yield return (convolution.Normaliser + ".running_mean", each, false);
            yield return (convolution.Normaliser + ".running_var", each, false);
        }
    }

    private Tensor Convolve(MemberParameters parameters, Convolution convolution, Tensor values, bool training)
    {
        (string name, string normaliser, _, _, int stride) = convolution;
        return _batch
            ? parameters.ConvolveNormalised(name, normaliser, values, training, stride)
            : parameters.NormaliseGroups(normaliser, parameters.Convolve(name, values, hasBias: false, stride), Groups);
    }

    /// <summary>Option A: every second pixel, and zero channels before and after where their number grows.</summary>
    private static Tensor Shortcut(Convolution first, Tensor values)
    {
        if (first.Stride == 1)
        {
            return values;
        }

        Tensor pixels = values.slice(2, 0, values.size(2), 2).slice(3, 0, values.size(3), 2);
        long zeros = (first.Outputs - first.Inputs) / 2;
        return pad(pixels, [0, 0, 0, 0, zeros, zeros]);
    }

    /// <summary>One 3 x 3 convolution and the name of what normalises it.</summary>
    private readonly record struct Convolution(string Name, string Normaliser, int Inputs, int Outputs, int Stride);
}
