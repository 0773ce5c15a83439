using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Tool.Tests.ByHand;

/// <summary>An affine model that starts at zero: one step of training on all points is arithmetic.</summary>
[Model("zero-start")]
public sealed record ZeroStart : IModel
{
    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) => new Affine(featureShape, classes);

    private sealed class Affine(ImmutableArray<int> featureShape, int classes) : Network
    {
        public override ParameterLayout Layout { get; } =
            ParameterLayout.Of([("weight", [classes, featureShape[0]], true), ("bias", [classes], true)]);

        public override ImmutableArray<int> FeatureShape => featureShape;

        public override int Classes => classes;

        public override ImmutableArray<ImmutableArray<string>> Layers =>
            [
                ["weight", "bias"],
            ];

        public override long ValuesPerPoint => featureShape[0] + classes;

        public override Tensor Forward(ParameterStack parameters, Tensor inputs, bool training = false) =>
            inputs.matmul(parameters["weight"].transpose(1, 2)).add(parameters["bias"].unsqueeze(1));

        public override Tensor Represent(ParameterStack parameters, Tensor inputs) => inputs;

        public override void Initialise(RandomKey key, Span<float> row) => row.Clear();
    }
}
