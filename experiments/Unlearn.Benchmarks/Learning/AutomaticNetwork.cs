using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;

namespace Unlearn.Benchmarks.Learning;

/// <summary>A network that is differentiated automatically although it could be by hand: what gradients by hand are held against.</summary>
internal sealed class AutomaticNetwork(Network network) : Network
{
    public override ParameterLayout Layout => network.Layout;

    public override ImmutableArray<int> FeatureShape => network.FeatureShape;

    public override int Classes => network.Classes;

    public override ImmutableArray<ImmutableArray<string>> Layers => network.Layers;

    public override long ValuesPerPoint => network.ValuesPerPoint;

    public override torch.Tensor Forward(ParameterStack parameters, torch.Tensor inputs, bool training = false) =>
        network.Forward(parameters, inputs, training);

    public override torch.Tensor Represent(ParameterStack parameters, torch.Tensor inputs) =>
        network.Represent(parameters, inputs);

    public override void Initialise(RandomKey key, Span<float> row) => network.Initialise(key, row);
}
