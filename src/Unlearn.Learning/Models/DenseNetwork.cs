using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>
/// A chain of affine layers with an activation between them; without hidden layers it is softmax regression. Arrays are
/// <c>layers.N.weight</c> [outputs, inputs] and <c>layers.N.bias</c> [outputs].
/// </summary>
public sealed class DenseNetwork : Network
{
    /// <summary>Builds the layout.</summary>
    /// <param name="featureShape">Shape of one point.</param>
    /// <param name="hidden">Widths of hidden layers, input to output; may be empty.</param>
    /// <param name="activation">The function after each hidden layer.</param>
    /// <param name="classes">Number of classes.</param>
    public DenseNetwork(
        ImmutableArray<int> featureShape,
        ImmutableArray<int> hidden,
        Activation activation,
        int classes
    )
    {
        FeatureShape = featureShape;
        Classes = classes;
        Activation = activation;
        Widths = [featureShape.Aggregate(1, static (product, size) => product * size), .. hidden, classes];
        Layers = [.. Enumerable.Range(0, Widths.Length - 1).Select(ImmutableArray<string> (i) => [Weight(i), Bias(i)])];
        Layout = ParameterLayout.Of(
            Enumerable
                .Range(0, Layers.Length)
                .SelectMany(
                    IEnumerable<(string, ImmutableArray<int>, bool)> (i) =>
                        [(Weight(i), [Widths[i + 1], Widths[i]], true), (Bias(i), [Widths[i + 1]], true)]
                )
        );
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
    public override long ValuesPerPoint => Widths.Sum(static width => (long)width);

    /// <inheritdoc />
    public override bool HasGradientsByHand => true;

    /// <inheritdoc />
    public override DenseNetwork AffineChain => this;

    /// <summary>Number of values before the first layer, after each layer, and of classes at the end.</summary>
    public ImmutableArray<int> Widths { get; }

    /// <summary>The function after each hidden layer.</summary>
    public Activation Activation { get; }

    /// <summary>Name of a layer's weights.</summary>
    public static string Weight(int layer) => $"layers.{layer}.weight";

    /// <summary>Name of a layer's biases.</summary>
    public static string Bias(int layer) => $"layers.{layer}.bias";

    /// <inheritdoc />
    public override Tensor Forward(ParameterStack parameters, Tensor inputs, bool training = false) =>
        Apply(parameters, Represent(parameters, inputs), Layers.Length - 1);

    /// <inheritdoc />
    public override Tensor Represent(ParameterStack parameters, Tensor inputs)
    {
        Tensor values = inputs;
        for (int layer = 0; layer < Layers.Length - 1; layer++)
        {
            Tensor sums = Apply(parameters, values, layer);
            values = Activation == Activation.Relu ? sums.relu() : sums.tanh();
        }

        return values;
    }

    /// <inheritdoc />
    public override void Initialise(RandomKey key, Span<float> row)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            KeyedInitialisation.Uniform(key, Layout[Weight(layer)], Widths[layer], row);
            KeyedInitialisation.Uniform(key, Layout[Bias(layer)], Widths[layer], row);
        }
    }

    private static Tensor Apply(ParameterStack parameters, Tensor inputs, int layer) =>
        StackedAffine.Apply(inputs, parameters[Weight(layer)], parameters[Bias(layer)]);
}
