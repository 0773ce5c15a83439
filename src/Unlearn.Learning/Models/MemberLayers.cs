using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>Layers of one member by name, which are noted where the member has a tape.</summary>
internal static class MemberLayers
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

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

    /// <summary>
    /// Brings each channel to mean 0 and variance 1 over the batch, or by running statistics in evaluation mode, then to a scale and a shift (Ioffe,
    /// Szegedy 2015): arrays <c>NAME.weight</c>, <c>NAME.bias</c>, <c>NAME.running_mean</c> and <c>NAME.running_var</c>, the
    /// last two moved by a tenth in training.
    /// </summary>
    public static Tensor NormaliseBatch(this MemberParameters parameters, string name, Tensor sums, bool training)
    {
        string meanName = name + ".running_mean";
        string varianceName = name + ".running_var";
        Tensor mean = parameters.Copy(meanName);
        Tensor variance = parameters.Copy(varianceName);
        Tensor normalised = parameters.Scaled(
            name,
            (scale, shift) => batch_norm(sums, mean, variance, scale, shift, training, Momentum, Epsilon)
        );
        if (training)
        {
            parameters.Write(meanName, mean);
            parameters.Write(varianceName, variance);
        }

        return normalised;
    }

    /// <summary>The same over groups of each point's own channels (Wu, He 2018): arrays <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    public static Tensor NormaliseGroups(this MemberParameters parameters, string name, Tensor sums, int groups) =>
        parameters.Scaled(name, (scale, shift) => group_norm(sums, groups, scale, shift, Epsilon));

    /// <summary>Zero where sums are negative. Nothing else reads the sums, so it is done in place, unless a tape notes them.</summary>
    public static Tensor Rectify(this MemberParameters parameters, Tensor sums) =>
        parameters.Tape is null ? sums.relu_() : sums.relu();

    /// <summary>A tape needs what is scaled and what comes of it, so it is scaled apart there.</summary>
    private static Tensor Scaled(
        this MemberParameters parameters,
        string name,
        Func<Tensor?, Tensor?, Tensor> normalise
    )
    {
        Tensor scale = parameters[name + ".weight"];
        Tensor shift = parameters[name + ".bias"];
        if (parameters.Tape is null)
        {
            return normalise(scale, shift);
        }

        Tensor plain = normalise(null, null);
        return parameters.Tape.Scale(name, plain, (plain * scale.view(-1, 1, 1)).Plus(shift.view(-1, 1, 1)));
    }
}
