using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>Layers of one member by name, which are noted where the member has a tape.</summary>
internal static class MemberLayers
{
    /// <summary>A convolution that keeps the size, divided by the stride: arrays <c>NAME.weight</c> and, with a bias, <c>NAME.bias</c>.</summary>
    public static Tensor Convolve(
        this MemberParameters parameters,
        string name,
        Tensor images,
        bool hasBias,
        long stride = 1
    )
    {
        Tensor weight = parameters[name + ".weight"];
        Tensor sums = PaddedConvolution.Apply(images, weight, hasBias ? parameters[name + ".bias"] : null, stride);
        return parameters.Tape?.Convolution(name, hasBias, images, sums, weight.size(3), stride) ?? sums;
    }

    /// <summary>An affine layer: arrays <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    public static Tensor Transform(this MemberParameters parameters, string name, Tensor values)
    {
        Tensor sums = linear(values, parameters[name + ".weight"], parameters[name + ".bias"]);
        return parameters.Tape?.Affine(name, values, sums) ?? sums;
    }
}
